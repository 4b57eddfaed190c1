/** The tenants in PostgreSQL: the control schema, the directory and its cache, the registry, word of changes. */
@NullMarked
package io.tenancy.postgres.directory;

import org.jspecify.annotations.NullMarked;
