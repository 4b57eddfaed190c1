package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.engine.Checkpoint;
import io.tenancy.migrate.report.RunReport;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The runner dies, or the server's process that works for it: the next run ends with every script applied once. */
class CrashTests {

    private final TestFleet fleet = TestFleet.of("acme", "globex", "initech");
    private final ScriptFolder scripts = CountedScripts.folder();

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    /** The second script of a target that Flyway works on is between two scripts, each a transaction of its own. */
    @ParameterizedTest
    @CsvSource({"BEFORE_SCRIPT,3", "AFTER_SCRIPT,1", "BEFORE_COMMIT,6", "AFTER_COMMIT,2"})
    void aKilledRunIsFinishedByTheNext(Checkpoint at, int times) throws Exception {
        makeLive();
        CrashingRun.kill(fleet, scripts, at, times, false);
        assertFinished(run());
    }

    @Test
    void aRunKilledOnFreshTargetsIsFinishedByTheNext() throws Exception {
        CrashingRun.kill(fleet, scripts, Checkpoint.AFTER_SCRIPT, 2, false);
        assertFinished(run());
    }

    /** Committed, but not written down: the next run waits for the dead one's lease, and the ledger agrees again. */
    @Test
    void aRunKilledAfterItsLastCommitIsWrittenDownByTheNext() throws Exception {
        CrashingRun.kill(fleet, scripts, Checkpoint.AFTER_COMMIT, 3, false);
        fleet.control.execute(
                fleet.control.owner(),
                "update tenancy.migration_target set lease_until = clock_timestamp() + interval '2 s'"
                        + " where state = 'RUNNING'");
        assertFinished(run());
    }

    @ParameterizedTest
    @EnumSource(Checkpoint.class)
    void aConnectionThatTheServerEndsIsMadeAnew(Checkpoint at) {
        assertFinished(runEndingTheBackend(at, 2, false));
    }

    @ParameterizedTest
    @EnumSource(Checkpoint.class)
    void soIsThatOfALiveTarget(Checkpoint at) {
        makeLive();
        assertFinished(runEndingTheBackend(at, 3, true));
    }

    @Test
    @Tag("stress")
    void fiftyKillsAtRandomPointsLeaveNothingByHalf() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            fleet.tenants.forEach(tenant -> fleet.execute(
                    "drop schema " + TestFleet.schema(tenant) + " cascade; create schema " + TestFleet.schema(tenant)));
            boolean live = random.nextBoolean();
            if (live) {
                makeLive();
            }
            Checkpoint at = Checkpoint.values()[random.nextInt(Checkpoint.values().length)];
            CrashingRun.kill(fleet, scripts, at, 1 + random.nextInt(live ? 9 : 3), false);
            assertFinished(run());
        }
    }

    /** Their first script is there, so that the others come one by one, as for tenants that are served. */
    private void makeLive() {
        try (ScriptFolder first = new ScriptFolder()
                .with("V1__applied.sql", "create table applied (version int); insert into applied values (1)")) {
            assertThat(fleet.migration(first).build().run().isDone()).isTrue();
        }
    }

    private RunReport run() {
        return fleet.migration(scripts).lease(Duration.ofSeconds(1)).build().run();
    }

    private RunReport runEndingTheBackend(Checkpoint at, int times, boolean freshByFlyway) {
        var left = new AtomicInteger(times);
        var ended = new AtomicInteger();
        var builder = fleet.migration(scripts);
        RunReport report = (freshByFlyway ? builder.freshByFlyway() : builder)
                .build()
                .withPassage((checkpoint, session) -> {
                    if (checkpoint == at && left.decrementAndGet() == 0) {
                        ended.addAndGet(fleet.query("select pg_terminate_backend(" + session.backend() + ", 10000)")
                                .size());
                    }
                })
                .run();
        assertThat(ended).as("backends ended").hasValue(1);
        return report;
    }

    private void assertFinished(RunReport report) {
        assertThat(report.isDone()).as(report.text()).isTrue();
        CountedScripts.assertAppliedOnce(fleet);
    }
}
