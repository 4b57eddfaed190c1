/** A PostgreSQL for tests and, on it, databases with the three roles that a tenant-aware service has. */
@NullMarked
package io.tenancy.testkit.postgres;

import org.jspecify.annotations.NullMarked;
