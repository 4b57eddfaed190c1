package io.tenancy.testkit.probe.witness;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every version of every row, and whether it is foreign. PostgreSQL writes a new version (place and transaction) with
 * each update, so that even an update which leaves all values as they were is seen.
 */
public record Testimony(Map<Version, Boolean> foreign) {

    record Version(int table, String row) {}

    public Testimony {
        foreign = Map.copyOf(foreign);
    }

    /** The tables in which foreign rows were changed or removed, or became more, by index. */
    Set<Integer> foreignTablesChangedUntil(Testimony later) {
        return changed(later, true);
    }

    /** The tables in which own rows were changed or removed, or became more, by index. */
    Set<Integer> ownTablesChangedUntil(Testimony later) {
        return changed(later, false);
    }

    private Set<Integer> changed(Testimony later, boolean wanted) {
        return Stream.concat(without(later, wanted), later.without(this, wanted))
                .collect(Collectors.toSet());
    }

    private Stream<Integer> without(Testimony other, boolean wanted) {
        return foreign.entrySet().stream()
                .filter(row -> row.getValue() == wanted && !other.foreign.containsKey(row.getKey()))
                .map(row -> row.getKey().table());
    }
}
