package io.tenancy.audit.history;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;

/** A row at two times. Immutable. */
public record RowDifference(RowState before, RowState after) {

    /** Each attribute that differs, by name. One that is known at one of the times only may be the same. */
    public Map<String, ValueChange> changes() {
        var names = new LinkedHashSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        var changes = new LinkedHashMap<String, ValueChange>();
        for (String name : names) {
            var change = new ValueChange(
                    before.values().get(name), after.values().get(name), knows(before, name) && knows(after, name));
            if (!change.known() || !Objects.equals(change.before(), change.after())) {
                changes.put(name, change);
            }
        }
        return changes;
    }

    private static boolean knows(RowState state, String name) {
        return state.whole() || state.values().containsKey(name);
    }
}
