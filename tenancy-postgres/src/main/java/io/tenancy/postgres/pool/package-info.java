/** Servers and their connection pools: one for each server, login and kind of tenant, opened when first used. */
@NullMarked
package io.tenancy.postgres.pool;

import org.jspecify.annotations.NullMarked;
