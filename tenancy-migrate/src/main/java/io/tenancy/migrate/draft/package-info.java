/** A migration that takes back what another one added, drafted for review. */
@NullMarked
package io.tenancy.migrate.draft;

import org.jspecify.annotations.NullMarked;
