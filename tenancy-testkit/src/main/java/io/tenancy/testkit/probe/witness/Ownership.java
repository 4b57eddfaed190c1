package io.tenancy.testkit.probe.witness;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a table's rows tell whose they are: by a tenant column of their own, or by the row of another table on which they
 * hang. All names are as Hibernate writes them into SQL.
 *
 * @param keys the columns that point at {@code rootKeys} of {@code root}
 * @param tenantColumn of {@code root}, and of the table itself if it has one
 */
public record Ownership(String table, List<String> keys, String root, List<String> rootKeys, String tenantColumn) {

    public Ownership {
        keys = List.copyOf(keys);
        rootKeys = List.copyOf(rootKeys);
    }

    /**
     * SQL that is true for a row {@code t} of anybody else than tenant {@code own.id}. A row without a tenant column that
     * hangs on rows of several tenants at once is somebody else's too.
     */
    Optional<String> foreignRows(Place place, Relation relation) throws SQLException {
        var tenant = relation.findColumn(tenantColumn);
        if (tenant.isPresent()) {
            return Optional.of("t." + tenant.get().quoted() + "::text is distinct from own.id");
        }
        return place.findRelation(root)
                .filter(found -> found.findColumn(tenantColumn).isPresent())
                .map(found -> "exists (select 1 from " + found.name() + " root where " + join() + " and root."
                        + tenantColumn + "::text is distinct from own.id)");
    }

    private String join() {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> "root." + rootKeys.get(i) + " = t." + keys.get(i))
                .collect(Collectors.joining(" and "));
    }
}
