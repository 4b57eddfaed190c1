package io.tenancy.migrate;

import io.tenancy.migrate.engine.Applied;
import io.tenancy.migrate.engine.TargetMigration;
import io.tenancy.migrate.engine.TargetWorker;
import io.tenancy.migrate.event.MigrationEvent.TargetFinished;
import io.tenancy.migrate.event.MigrationEvent.TargetPostponed;
import io.tenancy.migrate.event.MigrationEvent.TargetStarted;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.ledger.Claim;
import io.tenancy.migrate.ledger.Ledger;
import io.tenancy.migrate.ledger.Reached;
import io.tenancy.migrate.report.LedgerEntry;
import io.tenancy.migrate.report.MigrationFailedException;
import io.tenancy.migrate.report.TargetFailure;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.OwnerConnections;
import io.tenancy.migrate.wave.Wave;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The targets of one wave, each with its turn on a connection of its server. */
final class WaveRun {

    /** How soon a target that another run holds is looked at again: well below the 30 s of a takeover. */
    private static final Duration HELD = Duration.ofSeconds(1);

    private static final long LOOK_UP_MILLIS = 50;

    private final Wave wave;
    private final int size;
    private final Ledger ledger;
    private final TargetMigration migration;
    private final Patience patience;
    private final MigrationListener listener;
    private final Halt halt;
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<MigrationTarget, TargetReport> reports = new ConcurrentHashMap<>();

    WaveRun(
            Wave wave,
            int size,
            Ledger ledger,
            TargetMigration migration,
            Patience patience,
            MigrationListener listener,
            Halt halt) {
        this.wave = wave;
        this.size = size;
        this.ledger = ledger;
        this.migration = migration;
        this.patience = patience;
        this.listener = listener;
        this.halt = halt;
    }

    /** The work of one server, as so many workers as it has connections for the wave. */
    Stream<Callable<Boolean>> workers(OwnerConnections connections, List<TargetState> targets) {
        var queue = new DelayQueue<Turn>();
        targets.forEach(state -> queue.add(Turn.first(state)));
        var open = new AtomicInteger(targets.size());
        int limit = wave.connections() == 0 ? Integer.MAX_VALUE : wave.connections();
        int workers = Math.min(Math.min(connections.server().connections(), limit), targets.size());
        return IntStream.range(0, workers).mapToObj(any -> () -> work(connections, queue, open));
    }

    /** What became of those that had a turn. */
    Map<MigrationTarget, TargetReport> reports() {
        return reports;
    }

    private boolean work(OwnerConnections connections, DelayQueue<Turn> queue, AtomicInteger open)
            throws InterruptedException {
        try (TargetWorker worker = migration.worker(connections)) {
            while (open.get() > 0 && !halt.isOn()) {
                Turn turn = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (turn != null) {
                    Optional<Turn> next = take(worker, turn);
                    next.ifPresentOrElse(queue::add, open::decrementAndGet);
                }
            }
            return true;
        } catch (RuntimeException | Error e) {
            halt.because("the run broke off: " + e.getMessage());
            throw e;
        }
    }

    /** Empty if the target is finished. */
    private Optional<Turn> take(TargetWorker worker, Turn turn) {
        MigrationTarget target = turn.target();
        Optional<Claim> claim = ledger.claim(target);
        if (claim.isEmpty()) {
            Optional<LedgerEntry> entry = ledger.find(target);
            if (entry.isPresent() && entry.get().state() == LedgerEntry.State.DONE) {
                String version = entry.get().version();
                finish(turn, Outcome.UP_TO_DATE, new Applied(version, version, List.of()), null);
                return Optional.empty();
            }
            return Optional.of(turn.later(HELD));
        }
        return attempt(worker, turn, claim.get());
    }

    private Optional<Turn> attempt(TargetWorker worker, Turn turn, Claim claim) {
        listener.on(new TargetStarted(turn.target(), turn.attempt()));
        try {
            Applied applied = worker.migrate(turn.target(), turn.fresh());
            ledger.done(claim, applied);
            finish(turn, applied.scripts().isEmpty() ? Outcome.UP_TO_DATE : Outcome.MIGRATED, applied, null);
            return Optional.empty();
        } catch (MigrationFailedException e) {
            TargetFailure failure = e.failure();
            Optional<Reached> reached = migration
                    .findReached(worker.connections(), turn.target(), failure)
                    .map(WaveRun::reached);
            if (e.isPassing() && turn.waited().compareTo(patience.total()) < 0) {
                ledger.postponed(claim, failure, reached);
                Duration pause = patience.pause(turn.attempt());
                listener.on(new TargetPostponed(turn.target(), failure, pause));
                return Optional.of(turn.again(pause));
            }
            ledger.failed(claim, failure, reached);
            finish(turn, Outcome.FAILED, new Applied(null, null, List.of()), failure);
            if (wave.stopRule().stops(failed.incrementAndGet(), size)) {
                halt.because("wave '" + wave.name() + "' has " + failed + " failed of " + size + " targets");
            }
            return Optional.empty();
        }
    }

    private static Reached reached(TargetState state) {
        return new Reached(state.version());
    }

    private void finish(Turn turn, Outcome outcome, Applied applied, @Nullable TargetFailure failure) {
        var report = new TargetReport(
                turn.target(),
                outcome,
                turn.attempt(),
                applied.versionFrom(),
                applied.versionTo(),
                applied.scripts(),
                turn.waited(),
                failure);
        reports.put(turn.target(), report);
        listener.on(new TargetFinished(report));
    }
}
