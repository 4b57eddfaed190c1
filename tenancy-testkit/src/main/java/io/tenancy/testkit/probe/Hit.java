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

    /** The way led to the row: it was seen, changed, or kept by nothing but references to it. */
    boolean reached(Probe<?> probe) {
        return seen > 0
                || (probe.is(Trait.WRITES) && ownRowsChanged)
                || (probe.is(Trait.DELETES) && failure != null && Refusals.showsThatRowWasReached(failure));
    }
}
