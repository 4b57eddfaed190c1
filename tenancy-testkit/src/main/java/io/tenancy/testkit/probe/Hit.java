package io.tenancy.testkit.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one shot did.
 *
 * @param seen rows of the target's tenant that the shot got hold of
 * @param damage tables in which the witness found foreign rows touched
 */
record Hit(long seen, List<String> damage, boolean ownRowsChanged, @Nullable Throwable failure) {

    /** The way led to the row: it was seen or changed, or nothing but a key among own rows was in the way. */
    boolean reached(Probe<?> probe) {
        return seen > 0
                || (probe.is(Trait.WRITES) && ownRowsChanged)
                || (probe.is(Trait.DELETES) && failure != null && Refusals.showsThatRowWasReached(failure))
                || (probe.is(Trait.COPIES) && failure != null && Refusals.showsThatCopyWasLetIn(failure));
    }
}
