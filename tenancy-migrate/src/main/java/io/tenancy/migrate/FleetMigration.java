package io.tenancy.migrate;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.migrate.MigrationPlan.PlannedWave;
import io.tenancy.migrate.draft.Compensation;
import io.tenancy.migrate.drift.DriftReport;
import io.tenancy.migrate.engine.Checkpoint;
import io.tenancy.migrate.engine.TargetMigration;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.ledger.Ledger;
import io.tenancy.migrate.report.LedgerEntry;
import io.tenancy.migrate.report.MigrationFailedException;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.script.ScriptSet;
import io.tenancy.migrate.target.FleetTargets;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.PlacedTarget;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.directory.ControlSchema;
import io.tenancy.postgres.doctor.Diagnosis;
import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.refusal.UnknownTenantException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * Migrates every schema of a fleet by Flyway: the control schema, shared schemas, schemas and databases of tenants. A
 * run that was broken off goes on with the next one. Safe for use by several threads and several processes.
 *
 * <pre>{@code
 * FleetMigration.of(directory, control, roles).server(main).scripts("classpath:db/migration").build().run();
 * }</pre>
 *
 * <p>Every method throws a {@link DirectoryUnavailableException} if the control database cannot be asked, and a
 * {@link TenancyConfigurationException} if scripts or servers are not as they should be. What goes wrong with a target
 * is in the report.
 */
public final class FleetMigration {

    private final Fleet fleet;
    private final Checkpoint.Passage passage;

    FleetMigration(Fleet fleet) {
        this(fleet, (checkpoint, session) -> {});
    }

    private FleetMigration(Fleet fleet, Checkpoint.Passage passage) {
        this.fleet = fleet;
        this.passage = passage;
    }

    /**
     * Describes a fleet.
     *
     * @param control a direct connection as the owner of the control schema, which holds the ledger
     * @param roles of the control schema, which is migrated first
     */
    public static FleetMigrationBuilder of(TenantDirectory directory, ControlDatabase control, ControlRoles roles) {
        return new FleetMigrationBuilder(directory, control, roles);
    }

    /** For tests that crash it. */
    FleetMigration withPassage(Checkpoint.Passage other) {
        return new FleetMigration(fleet, other);
    }

    /** How every target stands. Reads alone, a few queries for each server. */
    public FleetStatus status() {
        return plan().status();
    }

    /** What a run would do. Reads alone. */
    public MigrationPlan plan() {
        return plan(migration(), targets(), any -> true);
    }

    /**
     * The same for the targets of these tenants alone.
     *
     * @throws UnknownTenantException if there is no such tenant
     */
    public MigrationPlan plan(Set<TenantId> tenants) {
        return plan(migration(), targets(), targetsOf(tenants));
    }

    /**
     * Migrates whatever is behind. An interrupt ends it after the targets at work, which the report says.
     *
     * @return what was done, and what failed; failures of targets are no exception
     */
    public RunReport run() {
        return run(any -> true);
    }

    /**
     * The same for the targets of these tenants alone.
     *
     * @throws UnknownTenantException if there is no such tenant
     */
    public RunReport run(Set<TenantId> tenants) {
        return run(targetsOf(tenants));
    }

    /** Goes on with what earlier runs left unfinished, and looks at nothing else. */
    public RunReport resume() {
        ControlSchema.migrate(fleet.control(), fleet.roles());
        Set<String> open = Ledger.unfinished(fleet.control()).stream()
                .map(entry -> key(entry.server(), entry.schema()))
                .collect(Collectors.toSet());
        return run(placed -> open.contains(
                key(placed.target().server().value(), placed.target().schema().value())));
    }

    /** What no run has finished, as the ledger has it. */
    public List<LedgerEntry> unfinished() {
        return Ledger.unfinished(fleet.control());
    }

    /**
     * What a service does when it starts.
     *
     * @throws FleetBehindException if it is to validate and a target is not up to date
     * @throws FleetFailedException if it is to migrate and not all is done
     */
    public void atStart(StartMode mode) {
        if (mode == StartMode.VALIDATE) {
            List<TargetState> open = status().open();
            if (!open.isEmpty()) {
                throw new FleetBehindException(open);
            }
        } else if (mode == StartMode.MIGRATE) {
            RunReport report = run();
            if (!report.isDone()) {
                throw new FleetFailedException(report);
            }
        }
    }

    /** Every target of the fleet, without asking their servers. */
    public FleetTargets targets() {
        return FleetTargets.of(fleet.directory(), fleet.servers());
    }

    /** The last version of the scripts; empty if there is none. */
    public Optional<String> findLastVersion() {
        return scripts().findLastVersion();
    }

    /**
     * In the place of an undo, which is refused: the draft of a script that takes back what the last one added.
     *
     * @throws TenancyConfigurationException if the last script is no SQL, or there is none
     */
    public Compensation compensation() {
        return Compensation.of(
                scripts()
                        .findLastText()
                        .orElseThrow(
                                () -> new TenancyConfigurationException(
                                        "The compensation of the last script",
                                        List.of(
                                                "expected a versioned script in SQL, found none. Write one that takes back the last."))));
    }

    /**
     * A connection as the owner, with the target's schema as its search path; the caller's to close.
     *
     * @throws ServerUnavailableException if the server refuses
     */
    public Connection open(MigrationTarget target) {
        return fleet.connections(target.server()).require(target.schema());
    }

    /** The doctor's findings on all targets, by server; servers without a doctor are left out. */
    public Map<ServerName, Diagnosis> examine() {
        var found = new LinkedHashMap<ServerName, Diagnosis>();
        byServer(targets().targets()).forEach((server, placed) -> fleet.examine(
                        fleet.connections(server),
                        placed.stream().map(PlacedTarget::target).toList())
                .ifPresent(diagnosis -> found.put(server, diagnosis)));
        return found;
    }

    /**
     * Which schemas are not as most others of their kind and version: tables, columns, keys, indexes, policies, rights,
     * functions and more. Reads the catalogs alone, a few queries for each server.
     */
    public DriftReport drift() {
        return new FleetDrift(fleet, status().targets(), null).report();
    }

    /** The same against one target that is known to be right. */
    public DriftReport drift(MigrationTarget reference) {
        return new FleetDrift(fleet, status().targets(), reference).report();
    }

    /**
     * Work with plain Flyway on one target, under its lock: {@code repair}, {@code baseline}, {@code info}.
     *
     * @throws MigrationFailedException if Flyway or the server refuses, or another session holds the target
     */
    public <T> T withFlyway(MigrationTarget target, Function<Flyway, T> work) throws MigrationFailedException {
        return migration().withFlyway(fleet.connections(target.server()), target, work);
    }

    private Predicate<PlacedTarget> targetsOf(Set<TenantId> tenants) {
        tenants.forEach(fleet.directory()::require);
        return placed -> placed.tenants().stream().anyMatch(tenant -> tenants.contains(tenant.id()));
    }

    private RunReport run(Predicate<PlacedTarget> wanted) {
        ControlSchema.migrate(fleet.control(), fleet.roles());
        ScriptSet scripts = scripts();
        TargetMigration migration = migration(scripts);
        FleetTargets targets = targets();
        try (Ledger ledger = Ledger.begin(
                fleet.control(), "process " + ProcessHandle.current().pid(), fleet.lease(), scripts)) {
            return new FleetRun(fleet, plan(migration, targets, wanted), migration, ledger).run();
        }
    }

    private MigrationPlan plan(TargetMigration migration, FleetTargets targets, Predicate<PlacedTarget> wanted) {
        List<PlacedTarget> chosen = targets.targets().stream().filter(wanted).toList();
        var work = new ArrayList<Callable<List<TargetState>>>();
        byServer(chosen)
                .forEach((server, placed) -> work.add(() -> migration
                        .survey()
                        .of(
                                fleet.connections(server),
                                placed.stream().map(PlacedTarget::target).toList())));
        Map<MigrationTarget, TargetState> states = new HashMap<>();
        Crew.all("survey", work, () -> {}).forEach(of -> of.forEach(state -> states.put(state.target(), state)));
        List<TargetState> inOrder =
                chosen.stream().map(placed -> state(states, placed)).toList();
        return new MigrationPlan(waves(chosen, states), new FleetStatus(inOrder, targets.skipped()));
    }

    private List<PlannedWave> waves(List<PlacedTarget> targets, Map<MigrationTarget, TargetState> states) {
        var members = new LinkedHashMap<String, List<TargetState>>();
        fleet.waves().forEach(wave -> members.put(wave.name(), new ArrayList<>()));
        for (PlacedTarget placed : targets) {
            TargetState state = state(states, placed);
            if (state.standing() != Standing.UP_TO_DATE) {
                members.computeIfAbsent(fleet.waveOf(placed).name(), any -> new ArrayList<>())
                        .add(state);
            }
        }
        return members.entrySet().stream()
                .map(wave -> new PlannedWave(wave.getKey(), wave.getValue()))
                .toList();
    }

    private static TargetState state(Map<MigrationTarget, TargetState> states, PlacedTarget placed) {
        return Objects.requireNonNull(states.get(placed.target()));
    }

    private ScriptSet scripts() {
        // The one database that every run needs anyway: a server of tenants may be away.
        return ScriptSet.read(fleet.scripts(), new ControlDataSource(fleet.control()));
    }

    private TargetMigration migration() {
        return migration(scripts());
    }

    private TargetMigration migration(ScriptSet scripts) {
        return new TargetMigration(
                scripts, fleet.patience().lockTimeout(), fleet.freshByFlyway(), fleet.listener(), passage);
    }

    private static String key(String server, String schema) {
        return server + "/" + schema;
    }

    private static Map<ServerName, List<PlacedTarget>> byServer(List<PlacedTarget> targets) {
        return targets.stream()
                .collect(Collectors.groupingBy(
                        placed -> placed.target().server(), LinkedHashMap::new, Collectors.toList()));
    }
}
