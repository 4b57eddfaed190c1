package io.tenancy.audit.seal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the log of one tenant showed: up to the first flaw, if there is one. Immutable.
 *
 * @param firstBatch the number of the first batch that is there; more than 1 where the seals of old months were dropped, or
 *     somebody took the start of the chain away: compare with what you dropped. 0 where nothing is sealed
 * @param batches how many were verified
 * @param events how many were found as they were sealed, the erased ones included
 * @param erased how many of them have no values any more
 * @param dropped how many sealed events are older than the first month of the log that is still there, and gone
 * @param unsealed how many the next seals will hold; no seal speaks for them yet
 * @param anchored whether an anchored head was given and found; false without a flaw where its batch was dropped
 */
public record Verification(
        String tenant,
        long firstBatch,
        long batches,
        long events,
        long erased,
        long dropped,
        long unsealed,
        boolean anchored,
        @Nullable Flaw flaw) {

    public boolean isIntact() {
        return flaw == null;
    }

    /** The first one, by the order of the log. */
    public Optional<Flaw> findFlaw() {
        return Optional.ofNullable(flaw);
    }
}
