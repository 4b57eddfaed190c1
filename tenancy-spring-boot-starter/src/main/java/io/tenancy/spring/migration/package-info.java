/** Migrations of all tenants when an application starts, where it has tenancy-migrate. */
@NullMarked
package io.tenancy.spring.migration;

import org.jspecify.annotations.NullMarked;
