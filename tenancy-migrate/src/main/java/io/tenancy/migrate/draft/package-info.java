/** Scripts drafted for review: their names, and one that takes back what another one added. */
@NullMarked
package io.tenancy.migrate.draft;

import org.jspecify.annotations.NullMarked;
