package io.tenancy.migrate.engine;

import io.tenancy.migrate.event.MigrationEvent.ScriptApplied;
import io.tenancy.migrate.report.MigrationFailedException;
import io.tenancy.migrate.script.Recipe;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.OwnerConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Migrates one target of a server after the other. Fresh ones get all scripts as one text, on a connection that is kept
 * for the next one and cleaned of all state between them; whatever that cannot do, Flyway does. For use by one thread.
 */
public final class TargetWorker implements AutoCloseable {

    private final TargetMigration migration;
    private final OwnerConnections connections;
    private final Optional<FreshScript> freshScript;
    private @Nullable Connection kept;

    TargetWorker(TargetMigration migration, OwnerConnections connections, Optional<FreshScript> freshScript) {
        this.migration = migration;
        this.connections = connections;
        this.freshScript = freshScript;
    }

    public OwnerConnections connections() {
        return connections;
    }

    /**
     * Brings a target up to date.
     *
     * @param fresh whether it had no history when it was last looked at
     * @throws MigrationFailedException if scripts remain to be applied
     */
    public Applied migrate(MigrationTarget target, boolean fresh) throws MigrationFailedException {
        if (fresh && freshScript.isPresent()) {
            try {
                if (runs(target, freshScript.get())) {
                    return applied(freshScript.get().recipe());
                }
            } catch (SQLException e) {
                close();
                MigrationFailedException failure = Failures.asFailed(e);
                if (failure.isPassing()) {
                    throw failure;
                }
                // Flyway will fail too, and say in which script and line.
            }
        }
        return migration.migrate(connections, target);
    }

    /** False if the schema is not empty, or not there. */
    private boolean runs(MigrationTarget target, FreshScript script) throws SQLException {
        Connection connection = connection(target);
        TargetSession session = TargetSession.on(connection, connections, target);
        if (!session.lockEmpty(migration.lockTimeout())) {
            return false;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            migration.passage().at(Checkpoint.BEFORE_SCRIPT, session);
            statement.execute(script.on(target));
            migration.passage().at(Checkpoint.AFTER_SCRIPT, session);
            migration.passage().at(Checkpoint.BEFORE_COMMIT, session);
            connection.commit();
            migration.passage().at(Checkpoint.AFTER_COMMIT, session);
            connection.setAutoCommit(true);
            // Temporary tables, settings, roles, locks: nothing of this target reaches the next.
            statement.execute("discard all");
        }
        script.recipe().steps().forEach(step -> migration
                .listener()
                .on(new ScriptApplied(target, step.script().name())));
        return true;
    }

    private Applied applied(Recipe recipe) {
        List<String> names =
                recipe.steps().stream().map(step -> step.script().name()).toList();
        return new Applied(null, migration.lastVersion(), names);
    }

    private Connection connection(MigrationTarget target) throws SQLException {
        Connection known = kept;
        if (known == null) {
            known = connections.open(target.schema());
            kept = known;
        }
        return known;
    }

    @Override
    public void close() {
        Connection known = kept;
        kept = null;
        if (known != null) {
            try {
                known.close();
            } catch (SQLException e) {
                System.getLogger("io.tenancy.migrate").log(System.Logger.Level.DEBUG, "Closing a connection", e);
            }
        }
    }
}
