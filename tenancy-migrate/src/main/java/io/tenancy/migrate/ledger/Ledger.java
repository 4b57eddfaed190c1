package io.tenancy.migrate.ledger;

import io.tenancy.migrate.engine.Applied;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.report.LedgerEntry;
import io.tenancy.migrate.report.LedgerEntry.State;
import io.tenancy.migrate.report.TargetFailure;
import io.tenancy.migrate.script.ScriptSet;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.postgres.directory.ControlDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one run: claims targets for it, and writes down how they ended. Safe for use by several threads.
 *
 * <p>A claim is one statement whose condition looks at nothing but the row that it changes, so that of two runs one
 * gets it.
 */
public final class Ledger implements AutoCloseable {

    private static final String BEGIN =
            "insert into tenancy.migration_run (id, runner) values (?, ?) on conflict do nothing";

    private static final String END =
            "update tenancy.migration_run set state = ?, finished_at = clock_timestamp() where id = ?";

    private static final String KNOWN =
            """
            insert into tenancy.migration_target as t (server, schema, tenant, state, run, version_to, scripts, error)
            select server, schema, tenant, ?, ?, version, ?, error
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   as k (server, schema, tenant, version, error)
                on conflict (server, schema) do update
               set tenant = excluded.tenant, state = excluded.state, run = excluded.run,
                   version_to = case excluded.state when 'FAILED' then t.version_to else excluded.version_to end,
                   version_goal = case excluded.state when 'FAILED' then t.version_goal end,
                   scripts = excluded.scripts, lease_until = null, error = excluded.error,
                   sql_state = null, script = null, line = null
             where (t.state <> 'RUNNING' or t.lease_until < clock_timestamp())
               and (t.finished_at is null
                    or t.finished_at < (select started_at from tenancy.migration_run where id = excluded.run))
               and ((t.state, t.tenant, t.scripts, t.error)
                    is distinct from (excluded.state, excluded.tenant, excluded.scripts, excluded.error)
                    or excluded.state <> 'FAILED'
                       and (t.version_to, t.version_goal) is distinct from (excluded.version_to, null))""";

    private static final String CLAIM =
            """
            update tenancy.migration_target
               set state = 'RUNNING', run = ?, version_goal = coalesce(?, version_to),
                   lease_until = clock_timestamp() + ?::interval, attempt = attempt + 1,
                   started_at = clock_timestamp(), finished_at = null
             where server = ? and schema = ?
               and (state in ('PENDING', 'FAILED') or (state = 'RUNNING' and lease_until < clock_timestamp()))
            returning attempt""";

    private static final String RELEASE =
            """
            update tenancy.migration_target
               set state = ?, lease_until = null, version_from = ?,
                   version_to = case when ? then ? else version_to end,
                   version_goal = case when ? then null else version_goal end, scripts = ?, error = ?,
                   sql_state = ?, script = ?, line = ?, finished_at = clock_timestamp()
             where server = ? and schema = ? and run = ? and attempt = ? and state = 'RUNNING'""";

    private static final String SELECT =
            "select server, schema, state, run, attempt, version_to, error from tenancy.migration_target";

    private final LedgerConnection connection;
    private final UUID run;
    private final Duration lease;
    private final String scripts;
    private final @Nullable String goal;

    private Ledger(LedgerConnection connection, UUID run, Duration lease, ScriptSet scripts) {
        this.connection = connection;
        this.run = run;
        this.lease = lease;
        this.scripts = scripts.checksum();
        this.goal = scripts.findLastVersion().orElse(null);
    }

    /** Begins a run that applies these scripts, before it looks at any target. */
    public static Ledger begin(ControlDatabase control, String runner, Duration lease, ScriptSet scripts) {
        var ledger = new Ledger(new LedgerConnection(control), UUID.randomUUID(), lease, scripts);
        ledger.update(BEGIN, statement -> {
            statement.setObject(1, ledger.run);
            statement.setString(2, runner);
        });
        return ledger;
    }

    /** The targets that no run has finished, oldest first. */
    public static List<LedgerEntry> unfinished(ControlDatabase control) {
        try (var connection = new LedgerConnection(control)) {
            return connection.on(c -> entries(c, SELECT + " where state <> 'DONE' order by server, schema", any -> {}));
        }
    }

    public UUID run() {
        return run;
    }

    /** Writes down how targets stand before their turn. Those at work elsewhere stay, and those finished meanwhile. */
    public void write(List<TargetState> states) {
        register(
                states.stream()
                        .filter(each -> each.standing() == Standing.UP_TO_DATE)
                        .toList(),
                State.DONE);
        register(states.stream().filter(TargetState::needsMigration).toList(), State.PENDING);
        register(states.stream().filter(each -> each.problem() != null).toList(), State.FAILED);
    }

    private void register(List<TargetState> states, State state) {
        if (states.isEmpty()) {
            return;
        }
        update(KNOWN, statement -> {
            statement.setString(1, state.name());
            statement.setObject(2, run);
            statement.setString(3, scripts);
            bind(statement, 4, states, each -> each.target().server().value());
            bind(statement, 5, states, each -> each.target().schema().value());
            bind(statement, 6, states, each -> each.target()
                    .findTenant()
                    .map(Object::toString)
                    .orElse(null));
            bind(statement, 7, states, TargetState::version);
            bind(statement, 8, states, TargetState::problem);
        });
    }

    /** Empty if another run works on the target, or has finished it. */
    public Optional<Claim> claim(MigrationTarget target) {
        String server = target.server().value();
        String schema = target.schema().value();
        return connection.on(c -> {
            try (PreparedStatement statement = c.prepareStatement(CLAIM)) {
                statement.setObject(1, run);
                statement.setString(2, goal);
                statement.setString(3, lease.toMillis() + " ms");
                statement.setString(4, server);
                statement.setString(5, schema);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(new Claim(server, schema, row.getInt(1))) : Optional.empty();
                }
            }
        });
    }

    /** Those of the targets that a run has claimed and not released. */
    public Set<MigrationTarget> running(List<MigrationTarget> targets) {
        Set<String> running = connection.on(c -> entries(c, SELECT + " where state = 'RUNNING'", any -> {})).stream()
                .map(entry -> entry.server() + "/" + entry.schema())
                .collect(Collectors.toSet());
        return targets.stream()
                .filter(target -> running.contains(target.server() + "/" + target.schema()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the ledger has of a target now. */
    public Optional<LedgerEntry> find(MigrationTarget target) {
        return connection
                .on(c -> entries(c, SELECT + " where server = ? and schema = ?", statement -> {
                    statement.setString(1, target.server().value());
                    statement.setString(2, target.schema().value());
                }))
                .stream()
                .findFirst();
    }

    public void done(Claim claim, Applied applied) {
        release(claim, State.DONE, applied, Optional.of(new Reached(applied.versionTo())), null);
    }

    /** @param reached empty if nobody can tell, so that the schema may still have any version up to the goal */
    public void failed(Claim claim, TargetFailure failure, Optional<Reached> reached) {
        release(claim, State.FAILED, null, reached, failure);
    }

    /** Gives the claim back, for another turn. */
    public void postponed(Claim claim, TargetFailure failure, Optional<Reached> reached) {
        release(claim, State.PENDING, null, reached, failure);
    }

    private void release(
            Claim claim,
            State state,
            @Nullable Applied applied,
            Optional<Reached> reached,
            @Nullable TargetFailure failure) {
        update(RELEASE, statement -> {
            statement.setString(1, state.name());
            statement.setString(2, applied == null ? null : applied.versionFrom());
            statement.setBoolean(3, reached.isPresent());
            statement.setString(4, reached.map(Reached::version).orElse(null));
            statement.setBoolean(5, reached.isPresent());
            statement.setString(6, applied == null ? null : scripts);
            statement.setString(7, failure == null ? null : failure.message());
            statement.setString(8, failure == null ? null : failure.sqlState());
            statement.setString(9, failure == null ? null : failure.script());
            statement.setObject(
                    10, failure == null || failure.line() == 0 ? null : failure.line(), java.sql.Types.INTEGER);
            statement.setString(11, claim.server());
            statement.setString(12, claim.schema());
            statement.setObject(13, run);
            statement.setInt(14, claim.attempt());
        });
    }

    /** Ends the run: {@code DONE}, {@code FAILED} or {@code STOPPED}. */
    public void end(String state) {
        update(END, statement -> {
            statement.setString(1, state);
            statement.setObject(2, run);
        });
    }

    @Override
    public void close() {
        connection.close();
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private void update(String sql, Binding binding) {
        connection.on(c -> {
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                binding.to(statement);
                return statement.executeUpdate();
            }
        });
    }

    private static void bind(
            PreparedStatement statement,
            int index,
            List<TargetState> states,
            Function<TargetState, @Nullable String> value)
            throws SQLException {
        @Nullable String[] values = states.stream().map(value).toArray(String[]::new);
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }

    private static List<LedgerEntry> entries(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            try (ResultSet rows = statement.executeQuery()) {
                var entries = new ArrayList<LedgerEntry>();
                while (rows.next()) {
                    entries.add(new LedgerEntry(
                            rows.getString(1),
                            rows.getString(2),
                            State.valueOf(rows.getString(3)),
                            rows.getObject(4, UUID.class),
                            rows.getInt(5),
                            rows.getString(6),
                            rows.getString(7)));
                }
                return entries;
            }
        }
    }
}
