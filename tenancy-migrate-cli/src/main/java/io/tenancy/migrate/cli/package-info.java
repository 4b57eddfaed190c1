/** The migration of a fleet from a shell: {@code tenancy-migrate}. */
@NullMarked
package io.tenancy.migrate.cli;

import org.jspecify.annotations.NullMarked;
