package io.tenancy.testkit.probe.witness;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Watches all rows that are not one tenant's own, and puts back what was changed. */
public final class Witness {

    /** @param foreign SQL that tells the foreign rows */
    private record Watched(Place place, Relation relation, String foreign) {

        /** Tables of one database are the same if their oids are. */
        boolean isAt(Place where, Relation other) {
            return relation.oid() == other.oid() && place.isInDatabaseOf(where);
        }
    }

    private final String own;
    private final List<Watched> watched = new ArrayList<>();

    /**
     * @param own the tenant whose rows are not watched
     * @param foreignPlace may be the own place
     */
    public Witness(String own, Place ownPlace, Place foreignPlace, List<Ownership> ownerships) throws SQLException {
        this.own = own;
        watch(ownPlace, ownerships);
        if (!foreignPlace.isSameAs(ownPlace)) {
            for (Relation relation : foreignPlace.relations()) {
                add(foreignPlace, relation, "true");
            }
            watch(foreignPlace, ownerships);
        }
    }

    private void watch(Place place, List<Ownership> ownerships) throws SQLException {
        var relations = new LinkedHashMap<Relation, Set<Ownership>>();
        for (Relation relation : place.relations()) {
            relations.put(relation, new LinkedHashSet<>());
        }
        for (Ownership ownership : ownerships) {
            place.findRelation(ownership.table()).ifPresent(relation -> relations
                    .computeIfAbsent(relation, r -> new LinkedHashSet<>())
                    .add(ownership));
        }
        for (var entry : relations.entrySet()) {
            // A table that is not mapped is watched if it has a tenant column like those that are.
            var telling = entry.getValue().isEmpty() ? ownerships : entry.getValue();
            add(place, entry.getKey(), condition(place, entry.getKey(), telling, entry.getValue()));
        }
    }

    private static String condition(
            Place place, Relation relation, Iterable<Ownership> ownerships, Set<Ownership> mapped) throws SQLException {
        var conditions = new LinkedHashSet<String>();
        for (Ownership ownership : ownerships) {
            if (mapped.contains(ownership)
                    || relation.findColumn(ownership.tenantColumn()).isPresent()) {
                ownership.foreignRows(place, relation).ifPresent(conditions::add);
            }
        }
        return conditions.isEmpty() ? "false" : String.join(" or ", conditions);
    }

    private void add(Place place, Relation relation, String foreign) throws SQLException {
        if (watched.stream().noneMatch(table -> table.isAt(place, relation))) {
            place.save(relation);
            watched.add(new Watched(place, relation, foreign));
        }
    }

    /** What is there now. */
    public Testimony testify() throws SQLException {
        var foreign = new HashMap<Testimony.Version, Boolean>();
        for (var entry : byPlace().entrySet()) {
            String sql = entry.getValue().stream().map(this::versions).collect(Collectors.joining(" union all "));
            entry.getKey()
                    .rows(
                            "with own(id) as (select ?::text) " + sql,
                            bound -> bound.setString(1, own),
                            row -> foreign.put(
                                    new Testimony.Version(row.getInt(1), row.getString(2)), row.getBoolean(3)));
        }
        return new Testimony(foreign);
    }

    private String versions(int table) {
        Watched what = watched.get(table);
        return "select " + table + ", t.tableoid || t.ctid::text || t.xmin, " + what.foreign() + " from "
                + what.relation().from() + " t cross join own";
    }

    private Map<Place, List<Integer>> byPlace() {
        var tables = new LinkedHashMap<Place, List<Integer>>();
        for (int table = 0; table < watched.size(); table++) {
            tables.computeIfAbsent(watched.get(table).place(), place -> new ArrayList<>())
                    .add(table);
        }
        return tables;
    }

    /** The tables in which somebody else's rows were touched. */
    public List<String> damage(Testimony before, Testimony after) {
        return before.foreignTablesChangedUntil(after).stream()
                .sorted()
                .map(table -> watched.get(table).relation().name())
                .toList();
    }

    /** Whether the tenant's own rows were touched. */
    public boolean ownRowsChanged(Testimony before, Testimony after) {
        return !before.ownTablesChangedUntil(after).isEmpty();
    }

    /** Puts back all rows that were touched, the tenant's own too. */
    public void repair(Testimony before, Testimony after) throws SQLException {
        var changed = new LinkedHashSet<>(before.foreignTablesChangedUntil(after));
        changed.addAll(before.ownTablesChangedUntil(after));
        for (var entry : byPlace().entrySet()) {
            entry.getKey()
                    .putBack(entry.getValue().stream()
                            .filter(changed::contains)
                            .map(table -> watched.get(table).relation())
                            .toList());
        }
    }
}
