/** Tenants that share a busy server. */
@NullMarked
package io.tenancy.benchmarks.fair;

import org.jspecify.annotations.NullMarked;
