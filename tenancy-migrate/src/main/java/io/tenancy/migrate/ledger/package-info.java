/** Who works on which target, and how it ended; in the control schema. */
@NullMarked
package io.tenancy.migrate.ledger;

import org.jspecify.annotations.NullMarked;
