/** The wall that PostgreSQL puts up around a tenant, for each placement, as a value that prints reviewable DDL. */
@NullMarked
package io.tenancy.postgres.wall;

import org.jspecify.annotations.NullMarked;
