/** What is migrated: schemas of the fleet, and the servers that hold them. */
@NullMarked
package io.tenancy.migrate.target;

import org.jspecify.annotations.NullMarked;
