package io.tenancy.migrate;

import io.tenancy.ServerName;
import io.tenancy.migrate.MigrationPlan.PlannedWave;
import io.tenancy.migrate.engine.TargetMigration;
import io.tenancy.migrate.event.MigrationEvent.RunFinished;
import io.tenancy.migrate.event.MigrationEvent.RunStarted;
import io.tenancy.migrate.event.MigrationEvent.WaveStarted;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.ledger.Heartbeat;
import io.tenancy.migrate.ledger.Ledger;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetFailure;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.OwnerConnections;
import io.tenancy.migrate.wave.Wave;
import io.tenancy.postgres.doctor.Diagnosis;
import io.tenancy.refusal.ServerUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** One run over the fleet. For use by one thread. */
final class FleetRun {

    private final Fleet fleet;
    private final MigrationPlan plan;
    private final TargetMigration migration;
    private final Ledger ledger;
    private final Halt halt = new Halt();
    private final long began = System.nanoTime();
    private final Map<MigrationTarget, TargetReport> reports = new HashMap<>();
    private final Map<ServerName, Diagnosis> diagnoses = new HashMap<>();

    FleetRun(Fleet fleet, MigrationPlan plan, TargetMigration migration, Ledger ledger) {
        this.fleet = fleet;
        this.plan = plan;
        this.migration = migration;
        this.ledger = ledger;
    }

    RunReport run() {
        MigrationListener listener = fleet.listener();
        List<TargetState> states = plan.status().targets();
        int upToDate = plan.status().with(Standing.UP_TO_DATE).size();
        listener.on(new RunStarted(ledger.run(), states.size() - upToDate, upToDate));
        ledger.write(states);
        states.forEach(this::reportWithoutTurn);
        List<PlannedWave> waves = withHeld(states);
        try (Heartbeat heartbeat = Heartbeat.start(fleet.control(), ledger.run(), fleet.lease())) {
            for (PlannedWave planned : waves) {
                if (!halt.isOn()) {
                    run(fleet.wave(planned.name()), planned);
                }
            }
        }
        RunReport report = report();
        ledger.end(report.isDone() ? "DONE" : report.stopped() == null ? "FAILED" : "STOPPED");
        listener.on(new RunFinished(report));
        return report;
    }

    /**
     * Targets that are up to date, but that another run still has as its own, have a turn in the last wave: if that run
     * died right after its commit, nobody else would ever write down that they are done.
     */
    private List<PlannedWave> withHeld(List<TargetState> states) {
        Set<MigrationTarget> running = ledger.running(states.stream()
                .filter(state -> state.standing() == Standing.UP_TO_DATE)
                .map(TargetState::target)
                .toList());
        var waves = new ArrayList<>(plan.waves());
        PlannedWave last = waves.remove(waves.size() - 1);
        var members = new ArrayList<>(last.targets());
        states.stream().filter(state -> running.contains(state.target())).forEach(members::add);
        waves.add(new PlannedWave(last.name(), members));
        return waves;
    }

    /** A target that Flyway refuses, or whose server is away, has failed before its turn. */
    private void reportWithoutTurn(TargetState state) {
        Outcome outcome =
                switch (state.standing()) {
                    case UP_TO_DATE -> Outcome.UP_TO_DATE;
                    case FRESH, BEHIND -> Outcome.NOT_TRIED;
                    case INVALID, UNREACHABLE -> Outcome.FAILED;
                };
        TargetFailure failure = state.findProblem().map(TargetFailure::of).orElse(null);
        reports.put(
                state.target(),
                new TargetReport(
                        state.target(),
                        outcome,
                        0,
                        state.version(),
                        state.version(),
                        List.of(),
                        Duration.ZERO,
                        failure));
    }

    private void run(Wave wave, PlannedWave planned) {
        int lost = (int) planned.targets().stream()
                .filter(state -> state.problem() != null)
                .count();
        if (wave.stopRule().stops(lost, planned.targets().size())) {
            halt.because("wave '" + wave.name() + "' has " + lost + " failed of "
                    + planned.targets().size() + " targets");
            return;
        }
        List<TargetState> targets = planned.targets().stream()
                .filter(state -> state.problem() == null)
                .toList();
        if (targets.isEmpty()) {
            return;
        }
        fleet.listener().on(new WaveStarted(wave.name(), targets.size()));
        var run = new WaveRun(
                wave, planned.targets().size(), ledger, migration, fleet.patience(), fleet.listener(), halt);
        var workers = new ArrayList<Callable<Boolean>>();
        Map<ServerName, List<TargetState>> byServer = targets.stream()
                .collect(Collectors.groupingBy(
                        state -> state.target().server(), LinkedHashMap::new, Collectors.toList()));
        byServer.forEach((server, of) -> run.workers(connections(server), of).forEach(workers::add));
        try {
            Crew.all(wave.name(), workers, () -> halt.because("interrupted"));
        } finally {
            reports.putAll(run.reports());
        }
        examine(run.reports().values().stream()
                .filter(report -> report.outcome() == Outcome.MIGRATED)
                .map(TargetReport::target)
                .toList());
    }

    private void examine(List<MigrationTarget> migrated) {
        byServer(migrated).forEach((server, targets) -> {
            try {
                fleet.examine(connections(server), targets).ifPresent(diagnosis -> take(server, diagnosis));
            } catch (ServerUnavailableException e) {
                halt.because("the doctor could not examine what was migrated. " + e.getMessage());
            }
        });
    }

    private void take(ServerName server, Diagnosis diagnosis) {
        diagnoses.merge(server, diagnosis, Diagnosis::and);
        if (!diagnosis.isHealthy()) {
            halt.because("the doctor found " + diagnosis.gaps().size() + " gaps on server '" + server + "'");
        }
    }

    private RunReport report() {
        List<TargetReport> all = plan.status().targets().stream()
                .map(state -> Objects.requireNonNull(reports.get(state.target())))
                .toList();
        return new RunReport(
                ledger.run(),
                all,
                plan.status().skipped(),
                diagnoses,
                halt.findReason().orElse(null),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private OwnerConnections connections(ServerName server) {
        return fleet.connections(server);
    }

    private static Map<ServerName, List<MigrationTarget>> byServer(List<MigrationTarget> targets) {
        return targets.stream()
                .collect(Collectors.groupingBy(MigrationTarget::server, LinkedHashMap::new, Collectors.toList()));
    }
}
