package io.tenancy.migrate.history;

import io.tenancy.SchemaName;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.script.ScriptSet;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.MigrationTarget.Kind;
import io.tenancy.migrate.target.OwnerConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the targets of a server stand, without starting Flyway for each: equal histories have equal answers, and Flyway is
 * asked once for each that is not plain. Safe for use by several threads.
 */
public final class Survey {

    private final ScriptSet scripts;
    private final Comparison comparison;
    private final String table;
    private final Judge judge;

    /** @param judge asked where a history is not plain */
    public Survey(ScriptSet scripts, Judge judge) {
        this.scripts = scripts;
        this.comparison = new Comparison(scripts);
        this.table = scripts.configuration().getTable();
        this.judge = judge;
    }

    /** The targets of one server, in their order. A server that does not answer is the state of all of them. */
    public List<TargetState> of(OwnerConnections connections, List<MigrationTarget> targets) {
        Map<String, Found> found;
        try (Connection connection = connections.open(targets.get(0).schema())) {
            found = read(connection, targets);
        } catch (SQLException e) {
            String problem = String.valueOf(connections.unavailable(e).getMessage());
            return targets.stream().map(target -> unreachable(target, problem)).toList();
        }
        var verdicts = new HashMap<String, TargetState>();
        var states = new ArrayList<TargetState>();
        for (MigrationTarget target : targets) {
            states.add(state(
                    connections, target, found.getOrDefault(target.schema().value(), Found.NOTHING), verdicts));
        }
        return states;
    }

    /** How one target stands, asked on a connection of its own. */
    public TargetState of(Connection connection, OwnerConnections connections, MigrationTarget target)
            throws SQLException {
        Found found =
                read(connection, List.of(target)).getOrDefault(target.schema().value(), Found.NOTHING);
        return state(connections, target, found, new HashMap<>());
    }

    private Map<String, Found> read(Connection connection, List<MigrationTarget> targets) throws SQLException {
        List<String> schemas = targets.stream()
                .map(MigrationTarget::schema)
                .map(SchemaName::value)
                .toList();
        return new HistoryQuery(connection, table).read(schemas);
    }

    private TargetState state(
            OwnerConnections connections, MigrationTarget target, Found found, Map<String, TargetState> verdicts) {
        if (!found.exists() && target.kind() == Kind.OWN_SCHEMA) {
            return unreachable(
                    target, "There is no such schema. Make it with TenantSchemas.create, or correct the directory.");
        }
        if (found.isFresh()) {
            List<String> all =
                    scripts.scripts().stream().map(script -> script.name()).toList();
            return new TargetState(target, all.isEmpty() ? Standing.UP_TO_DATE : Standing.FRESH, null, all, null);
        }
        String text = String.valueOf(found.history());
        if (!scripts.sameEverywhere()) {
            return judge.judge(connections, target);
        }
        TargetState verdict = verdicts.computeIfAbsent(text, any -> decide(connections, target, text));
        return new TargetState(target, verdict.standing(), verdict.version(), verdict.pending(), verdict.problem());
    }

    private TargetState decide(OwnerConnections connections, MigrationTarget target, String text) {
        History history = History.parse(text);
        return comparison
                .findPending(history)
                .map(pending -> new TargetState(
                        target,
                        pending.isEmpty() ? Standing.UP_TO_DATE : Standing.BEHIND,
                        history.findLastVersion().orElse(null),
                        pending,
                        null))
                .orElseGet(() -> judge.judge(connections, target));
    }

    private static TargetState unreachable(MigrationTarget target, String problem) {
        return new TargetState(target, Standing.UNREACHABLE, null, List.of(), problem);
    }
}
