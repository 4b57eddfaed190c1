package io.tenancy.migrate;

import io.tenancy.ServerName;
import io.tenancy.migrate.drift.Catalog;
import io.tenancy.migrate.drift.CatalogQuery;
import io.tenancy.migrate.drift.Cohort;
import io.tenancy.migrate.drift.Difference;
import io.tenancy.migrate.drift.DriftReport;
import io.tenancy.migrate.drift.Outlier;
import io.tenancy.migrate.drift.Uncompared;
import io.tenancy.migrate.drift.Uncompared.Kind;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.OwnerConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the catalogs of a fleet. For use by one thread. */
final class FleetDrift {

    private final Fleet fleet;
    private final List<TargetState> states;
    private final @Nullable MigrationTarget named;
    private final Map<MigrationTarget, Print> prints = new LinkedHashMap<>();
    private final List<Cohort> cohorts = new ArrayList<>();
    private final Map<MigrationTarget, MigrationTarget> suspects = new LinkedHashMap<>();
    private final List<Uncompared> uncompared = new ArrayList<>();

    /** @param named the reference of its cohort, with which alone is compared; null if majorities decide */
    FleetDrift(Fleet fleet, List<TargetState> states, @Nullable MigrationTarget named) {
        this.fleet = fleet;
        this.states = states;
        this.named = named;
    }

    /** How a target prints. */
    private record Print(int postgres, String text) {}

    /** What targets have in common that should be alike. */
    private record Peers(MigrationTarget.Kind kind, @Nullable String version, int postgres) {}

    DriftReport report() {
        var whole = new ArrayList<MigrationTarget>();
        for (TargetState state : states) {
            if (state.standing() == Standing.UNREACHABLE) {
                uncompared.add(new Uncompared(
                        state.target(), Kind.UNREACHABLE, state.findProblem().orElse("unreachable")));
            } else if (state.standing() == Standing.FRESH) {
                uncompared.add(new Uncompared(state.target(), Kind.FRESH, "it is fresh, migrate it first"));
            } else {
                whole.add(state.target());
            }
        }
        byServer(whole).forEach((server, targets) -> visit(server, targets, this::print));
        peers().forEach(this::compare);
        return new DriftReport(cohorts, outliers(), uncompared);
    }

    private void print(CatalogQuery query, int postgres, List<MigrationTarget> targets) throws SQLException {
        query.fingerprints(targets).forEach((target, text) -> prints.put(target, new Print(postgres, text)));
    }

    private Map<Peers, List<MigrationTarget>> peers() {
        return states.stream()
                .filter(state -> prints.containsKey(state.target()))
                .collect(Collectors.groupingBy(
                        state -> new Peers(
                                state.target().kind(),
                                state.version(),
                                print(state.target()).postgres()),
                        LinkedHashMap::new,
                        Collectors.mapping(TargetState::target, Collectors.toList())));
    }

    private void compare(Peers peers, List<MigrationTarget> members) {
        if (named != null && !members.contains(named)) {
            members.forEach(target -> uncompared.add(new Uncompared(
                    target, Kind.UNLIKE_REFERENCE, "the reference is of another kind, version or PostgreSQL")));
            return;
        }
        if (members.size() == 1) {
            uncompared.add(new Uncompared(
                    members.get(0), Kind.WITHOUT_PEERS, "no other target is of its kind, version and PostgreSQL"));
            return;
        }
        MigrationTarget reference = named != null ? named : mostCommon(members);
        String expected = print(reference).text();
        List<MigrationTarget> others = members.stream()
                .filter(target -> !print(target).text().equals(expected))
                .toList();
        cohorts.add(new Cohort(
                peers.kind(),
                peers.version(),
                peers.postgres(),
                reference,
                members.size(),
                members.size() - others.size()));
        others.forEach(target -> suspects.put(target, reference));
    }

    /** Of several that are as common, the first in the order of the targets. */
    private MigrationTarget mostCommon(List<MigrationTarget> members) {
        Map<String, List<MigrationTarget>> alike = members.stream()
                .collect(
                        Collectors.groupingBy(target -> print(target).text(), LinkedHashMap::new, Collectors.toList()));
        List<MigrationTarget> largest = members;
        for (List<MigrationTarget> group : alike.values()) {
            largest = largest == members || group.size() > largest.size() ? group : largest;
        }
        return largest.get(0);
    }

    private List<Outlier> outliers() {
        var references = new HashMap<MigrationTarget, Catalog>();
        byServer(suspects.values().stream().distinct().toList())
                .forEach((server, targets) ->
                        visit(server, targets, (query, postgres, of) -> query.catalogs(of, references::put)));
        var differences = new HashMap<MigrationTarget, List<Difference>>();
        byServer(List.copyOf(suspects.keySet()))
                .forEach((server, targets) -> visit(
                        server,
                        targets,
                        (query, postgres, of) -> query.catalogs(
                                of, (target, catalog) -> Optional.ofNullable(references.get(reference(target)))
                                        .ifPresent(other -> differences.put(target, catalog.differencesFrom(other))))));
        return suspects.keySet().stream()
                .filter(target -> !differences.getOrDefault(target, List.of()).isEmpty())
                .map(target -> new Outlier(target, reference(target), Objects.requireNonNull(differences.get(target))))
                .toList();
    }

    private interface Visit {
        void with(CatalogQuery query, int postgres, List<MigrationTarget> targets) throws SQLException;
    }

    private void visit(ServerName server, List<MigrationTarget> targets, Visit visit) {
        OwnerConnections connections = fleet.connections(server);
        try (Connection connection = connections.open(targets.get(0).schema())) {
            var query = new CatalogQuery(connection, connections.server());
            visit.with(query, connection.getMetaData().getDatabaseMajorVersion(), targets);
        } catch (SQLException e) {
            String reason = String.valueOf(connections.unavailable(e).getMessage());
            targets.forEach(target -> uncompared.add(new Uncompared(target, Kind.UNREACHABLE, reason)));
        }
    }

    private MigrationTarget reference(MigrationTarget target) {
        return Objects.requireNonNull(suspects.get(target));
    }

    private Print print(MigrationTarget target) {
        return Objects.requireNonNull(prints.get(target));
    }

    private static Map<ServerName, List<MigrationTarget>> byServer(List<MigrationTarget> targets) {
        return targets.stream()
                .collect(Collectors.groupingBy(MigrationTarget::server, LinkedHashMap::new, Collectors.toList()));
    }
}
