package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.migrate.engine.Checkpoint;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two runs at once share the work and never a target. */
class TwoRunsTests {

    private final ScriptFolder scripts = CountedScripts.folder();

    @AfterEach
    void stop() {
        scripts.close();
    }

    @Test
    void workOnNoTargetTwice() throws Exception {
        try (TestFleet fleet = TestFleet.ofSize(20)) {
            // Both have planned, and hold a target, before either goes on.
            var together = new CyclicBarrier(2);
            List<RunReport> reports = both(() -> fleet.migration(scripts)
                    .build()
                    .withPassage(new Once(together)::at)
                    .run());
            assertThat(reports).allMatch(RunReport::isDone);
            var worked = new ArrayList<TargetReport>();
            reports.forEach(report -> worked.addAll(report.with(Outcome.MIGRATED)));
            assertThat(worked).extracting(TargetReport::target).hasSize(20).doesNotHaveDuplicates();
            assertThat(reports)
                    .allMatch(report -> !report.with(Outcome.MIGRATED).isEmpty());
            CountedScripts.assertAppliedOnce(fleet);
        }
    }

    @Test
    void aDeadRunsTargetIsTakenOverWhenItsLeaseHasPassed() throws Exception {
        try (TestFleet fleet = TestFleet.of("acme")) {
            FleetMigration dying = fleet.migration(scripts)
                    .lease(Duration.ofSeconds(1))
                    .build()
                    .withPassage((checkpoint, session) -> {
                        if (checkpoint == Checkpoint.BEFORE_COMMIT) {
                            throw new AssertionError("dies here");
                        }
                    });
            assertThatThrownBy(dying::run).hasMessage("dies here");
            assertThat(fleet.ledger("select state from tenancy.migration_target"))
                    .containsExactly("RUNNING");
            RunReport report = fleet.migration(scripts).build().resume();
            assertThat(report.with(Outcome.MIGRATED)).as(report.text()).hasSize(1);
            assertThat(fleet.ledger("select attempt::text from tenancy.migration_target"))
                    .containsExactly("2");
        }
    }

    /** So that the work of a dead run is taken over within 30 s. */
    @Test
    void aLeaseIsOfTwentySecondsUnlessSaidOtherwise() {
        try (TestFleet fleet = TestFleet.of("acme")) {
            var leases = new ArrayList<String>();
            RunReport report = fleet.migration(scripts)
                    .build()
                    .withPassage(
                            (checkpoint, session) -> leases.addAll(
                                    fleet.ledger(
                                            "select (lease_until <= clock_timestamp() + interval '20 s')::text from tenancy.migration_target")))
                    .run();
            assertThat(report.isDone()).as(report.text()).isTrue();
            assertThat(leases).isNotEmpty().containsOnly("true");
        }
    }

    private static List<RunReport> both(Callable<RunReport> run) throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var reports = new ArrayList<RunReport>();
            for (Future<RunReport> each : threads.invokeAll(List.of(run, run))) {
                reports.add(each.get());
            }
            return reports;
        } finally {
            threads.shutdown();
        }
    }

    /** Waits for the other run at the first script. */
    private static final class Once {

        private final CyclicBarrier barrier;
        private boolean passed;

        Once(CyclicBarrier barrier) {
            this.barrier = barrier;
        }

        synchronized void at(Checkpoint checkpoint, Object session) {
            if (!passed) {
                passed = true;
                try {
                    barrier.await(60, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
