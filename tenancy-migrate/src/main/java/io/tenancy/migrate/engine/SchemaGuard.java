package io.tenancy.migrate.engine;

import io.tenancy.migrate.event.MigrationEvent.ScriptApplied;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.postgres.schema.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/**
 * Before every script: the search path is the target's schema and nothing else, whatever the script before has set; it is
 * asked whether PostgreSQL sees it so; and nobody but the owner has rights on the history.
 */
final class SchemaGuard implements Callback {

    private final TargetSession session;
    private final MigrationListener listener;
    private final Checkpoint.Passage passage;
    private final String reset;
    private final String expected;
    private final String closing;
    private final String lockTimeout;

    SchemaGuard(
            TargetSession session,
            String history,
            String lockTimeout,
            MigrationListener listener,
            Checkpoint.Passage passage) {
        this.session = session;
        this.listener = listener;
        this.passage = passage;
        this.lockTimeout = lockTimeout;
        String schema = session.target().schema().value();
        this.reset = "set search_path = " + Identifier.of(schema).quoted();
        this.expected = "{" + schema + "}";
        this.closing = new ClosedHistory(session.target(), history).statement();
    }

    @Override
    public boolean supports(Event event, @Nullable Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, @Nullable Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        if (event == Event.AFTER_EACH_MIGRATE) {
            passage.at(Checkpoint.AFTER_SCRIPT, session);
            listener.on(new ScriptApplied(
                    session.target(), context.getMigrationInfo().getScript()));
            return;
        }
        try {
            guard(context.getConnection());
        } catch (SQLException e) {
            throw new FlywayException("The search path could not be set: " + e.getMessage(), e);
        }
        passage.at(Checkpoint.BEFORE_SCRIPT, session);
    }

    private void guard(Connection connection) throws SQLException {
        // Outside of a transaction stand statements such as CREATE INDEX CONCURRENTLY: they block nobody, wait for
        // every
        // transaction that is older, and leave an invalid index if they give up.
        String timeout = connection.getAutoCommit() ? "0" : lockTimeout;
        try (Statement statement = connection.createStatement()) {
            statement.execute(reset + "; set lock_timeout = '" + timeout + "'");
            try (ResultSet row = statement.executeQuery("select current_schemas(false)::text")) {
                row.next();
                if (!expected.equals(row.getString(1))) {
                    throw new FlywayException("Scripts refused for " + session.target() + ": expected the search path "
                            + expected + ", found " + row.getString(1) + ". Nothing was run.");
                }
            }
            statement.execute(closing);
        }
    }

    @Override
    public String getCallbackName() {
        return "tenancy";
    }
}
