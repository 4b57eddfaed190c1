/** Schemas that are not as the others: a catalog's fingerprint, and what differs. */
@NullMarked
package io.tenancy.migrate.drift;

import org.jspecify.annotations.NullMarked;
