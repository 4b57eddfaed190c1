/** One target migrated by Flyway, on one connection, in the right schema. */
@NullMarked
package io.tenancy.migrate.engine;

import org.jspecify.annotations.NullMarked;
