/** What it costs to migrate a fleet, against Flyway in a loop and against the bare statements. */
@NullMarked
package io.tenancy.benchmarks.migrate;

import org.jspecify.annotations.NullMarked;
