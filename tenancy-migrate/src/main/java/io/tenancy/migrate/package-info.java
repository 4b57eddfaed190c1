/** Flyway over a fleet of tenants: plan, status, run, resume. */
@NullMarked
package io.tenancy.migrate;

import org.jspecify.annotations.NullMarked;
