/** Names, scripts and schemas: quoting of SQL identifiers, DDL as a value, creation and removal of a tenant's schema. */
@NullMarked
package io.tenancy.postgres.schema;

import org.jspecify.annotations.NullMarked;
