package io.tenancy.audit.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row was at a time, as far as the trail tells. Immutable.
 *
 * @param values what is known of it; what is redacted or digested stays so, and a collection with nothing in it is left out
 * @param whole whether that is all that is recorded of such rows. False where the row is older than the trail and nothing
 *     later told the rest, where values were erased, or changes kept without values
 */
public record RowState(Presence presence, Map<String, @Nullable Object> values, boolean whole) {

    public RowState {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static RowState absent() {
        return new RowState(Presence.ABSENT, Map.of(), true);
    }
}
