package io.tenancy.migrate.engine;

import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.migrate.history.Judge;
import io.tenancy.migrate.history.Survey;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.report.MigrationFailedException;
import io.tenancy.migrate.report.TargetFailure;
import io.tenancy.migrate.script.ScriptSet;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.OwnerConnections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/** Migrates a target by Flyway. Safe for use by several threads, one for each target. */
public final class TargetMigration implements Judge {

    private final ScriptSet scripts;
    private final Duration lockTimeout;
    private final boolean freshByFlyway;
    private final MigrationListener listener;
    private final Checkpoint.Passage passage;
    private final Survey survey;
    private final AtomicBoolean groups = new AtomicBoolean(true);

    public TargetMigration(
            ScriptSet scripts,
            Duration lockTimeout,
            boolean freshByFlyway,
            MigrationListener listener,
            Checkpoint.Passage passage) {
        this.freshByFlyway = freshByFlyway;
        this.scripts = scripts;
        this.lockTimeout = lockTimeout;
        this.listener = listener;
        this.passage = passage;
        this.survey = new Survey(scripts, this);
    }

    /** A worker for the targets of one server. */
    public TargetWorker worker(OwnerConnections connections) {
        Optional<FreshScript> fresh = freshByFlyway
                ? Optional.empty()
                : scripts.findRecipe()
                        .map(recipe ->
                                new FreshScript(recipe, scripts.configuration().getTable()));
        return new TargetWorker(this, connections, fresh);
    }

    Duration lockTimeout() {
        return lockTimeout;
    }

    MigrationListener listener() {
        return listener;
    }

    Checkpoint.Passage passage() {
        return passage;
    }

    @Nullable
    String lastVersion() {
        return scripts.findLastVersion().orElse(null);
    }

    public Survey survey() {
        return survey;
    }

    /** @throws MigrationFailedException if scripts remain to be applied */
    Applied migrate(OwnerConnections connections, MigrationTarget target) throws MigrationFailedException {
        try (TargetSession session = TargetSession.open(connections, target, lockTimeout)) {
            TargetState before = survey.of(session.connection(), connections, target);
            if (before.standing() == Standing.UP_TO_DATE) {
                return new Applied(before.version(), before.version(), List.of());
            }
            int executed = apply(session, before.standing() == Standing.FRESH);
            return new Applied(
                    before.version(),
                    scripts.findLastVersion().orElse(before.version()),
                    executed == 0 ? List.of() : before.pending());
        } catch (SQLException | FlywayException e) {
            throw Failures.asFailed(e);
        }
    }

    /**
     * Where a failed attempt left a target; empty if nobody can tell, since the connection was lost, and the server may
     * still commit.
     */
    public Optional<TargetState> findReached(
            OwnerConnections connections, MigrationTarget target, TargetFailure failure) {
        return Failures.isLost(failure)
                ? Optional.empty()
                : Optional.of(survey.of(connections, List.of(target)).get(0))
                        .filter(state -> state.standing() == Standing.UP_TO_DATE || state.needsMigration());
    }

    /** Work with plain Flyway on one target, under its lock. */
    public <T> T withFlyway(OwnerConnections connections, MigrationTarget target, Function<Flyway, T> work)
            throws MigrationFailedException {
        try (TargetSession session = TargetSession.open(connections, target, lockTimeout)) {
            return work.apply(flyway(session, false));
        } catch (SQLException | FlywayException e) {
            throw Failures.asFailed(e);
        }
    }

    @Override
    public TargetState judge(OwnerConnections connections, MigrationTarget target) {
        Flyway flyway = configuration(target)
                .dataSource(connections.dataSource(target.schema()))
                .load();
        try {
            FluentConfiguration lenient = new FluentConfiguration().configuration(flyway.getConfiguration());
            ValidatePattern[] ignored = Stream.concat(
                            Stream.of(lenient.getIgnoreMigrationPatterns()),
                            Stream.of(ValidatePattern.fromPattern("*:pending")))
                    .toArray(ValidatePattern[]::new);
            ValidateResult valid =
                    lenient.ignoreMigrationPatterns(ignored).load().validateWithResult();
            MigrationInfo current = flyway.info().current();
            String version = current == null || current.getVersion() == null
                    ? null
                    : current.getVersion().getVersion();
            if (!valid.validationSuccessful) {
                String problem = String.valueOf(valid.getAllErrorMessages())
                        .replaceAll("\\s+", " ")
                        .strip();
                return new TargetState(target, Standing.INVALID, version, List.of(), problem);
            }
            List<String> pending = Stream.of(flyway.info().pending())
                    .map(MigrationInfo::getScript)
                    .toList();
            return new TargetState(
                    target, pending.isEmpty() ? Standing.UP_TO_DATE : Standing.BEHIND, version, pending, null);
        } catch (FlywayException e) {
            return new TargetState(
                    target, Standing.INVALID, null, List.of(), Failures.of(e).sentence());
        }
    }

    /** Fresh targets in one transaction; live ones in one for each script, so that locks are held briefly. */
    private int apply(TargetSession session, boolean fresh) {
        boolean grouped = fresh && groups.get();
        try {
            return run(session, grouped);
        } catch (FlywayMigrateException e) {
            if (grouped
                    && e.getSqlState() == null
                    && String.valueOf(e.getMessage()).contains("non-transactional")) {
                groups.set(false);
                return run(session, false);
            }
            throw e;
        }
    }

    private int run(TargetSession session, boolean grouped) {
        return flyway(session, grouped).migrate().migrationsExecuted;
    }

    private Flyway flyway(TargetSession session, boolean grouped) {
        FluentConfiguration configuration = configuration(session.target());
        Callback guard = new SchemaGuard(
                session, scripts.configuration().getTable(), lockTimeout.toMillis() + "ms", listener, passage);
        Callback[] callbacks = Stream.concat(Stream.of(guard), Stream.of(configuration.getCallbacks()))
                .toArray(Callback[]::new);
        return configuration
                .dataSource(new TargetDataSource(session, passage))
                .callbacks(callbacks)
                .group(grouped && !configuration.isMixed())
                .load();
    }

    private FluentConfiguration configuration(MigrationTarget target) {
        FluentConfiguration configuration = scripts.configuration()
                .defaultSchema(target.schema().value())
                .schemas(target.schema().value())
                .createSchemas(false)
                .validateOnMigrate(true)
                .connectRetries(0);
        // Otherwise Flyway commits a script and its history row on two connections, and a crash between the two leaves
        // a schema that no later run can migrate.
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
