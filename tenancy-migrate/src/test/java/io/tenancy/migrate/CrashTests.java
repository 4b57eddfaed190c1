package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.engine.Checkpoint;
import io.tenancy.migrate.report.RunReport;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The runner dies, or the server's process that works for it: the next run ends with every script applied once. */
class CrashTests {

    private final ScriptFolder scripts = CountedScripts.folder();
    private final TestFleet fleet = TestFleet.of("before", "after", "committing", "committed", "between");

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    /** One process, killed when each of its targets is at another point. */
    @Test
    void aKilledRunIsFinishedByTheNext() throws Exception {
        makeLive();
        CrashingRun.kill(fleet, scripts, live());
        assertThat(fleet.ledger("select distinct state from tenancy.migration_target"))
                .containsExactly("RUNNING");
        assertFinished(run());
    }

    /**
     * Where all scripts are one transaction. That of one target is committed, but not written down: the next run waits
     * for the dead one's lease, and the ledger agrees again.
     */
    @Test
    void aRunKilledOnFreshTargetsIsFinishedByTheNext() throws Exception {
        CrashingRun.kill(fleet, scripts, fresh());
        fleet.control.execute(
                fleet.control.owner(),
                "update tenancy.migration_target set lease_until = clock_timestamp() + interval '2 s'"
                        + " where state = 'RUNNING'");
        assertFinished(run());
    }

    @Test
    void connectionsThatTheServerEndsAreMadeAnew() {
        assertFinished(runEndingBackends(fleet.migration(scripts), fresh()));
    }

    @Test
    void soAreThoseOfLiveTargets() {
        makeLive();
        assertFinished(runEndingBackends(fleet.migration(scripts).freshByFlyway(), live()));
    }

    @Test
    @Tag("stress")
    void fiftyKillsAtRandomPointsLeaveNothingByHalf() throws Exception {
        long seed = Long.getLong("crash.seed", System.nanoTime());
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
            String victim = fleet.tenants.get(random.nextInt(fleet.tenants.size()));
            CrashingRun.kill(fleet, scripts, CrashPoints.of(victim, at, 1 + random.nextInt(live ? 3 : 1)));
            assertFinished(run());
        }
    }

    /** Between two scripts, each a transaction of its own, is before the second. */
    private static CrashPoints live() {
        return CrashPoints.of("before", Checkpoint.BEFORE_SCRIPT, 1)
                .and("after", Checkpoint.AFTER_SCRIPT, 1)
                .and("committing", Checkpoint.BEFORE_COMMIT, 2)
                .and("committed", Checkpoint.AFTER_COMMIT, 2)
                .and("between", Checkpoint.BEFORE_SCRIPT, 2);
    }

    private static CrashPoints fresh() {
        return CrashPoints.of("before", Checkpoint.BEFORE_SCRIPT, 1)
                .and("after", Checkpoint.AFTER_SCRIPT, 1)
                .and("committing", Checkpoint.BEFORE_COMMIT, 1)
                .and("committed", Checkpoint.AFTER_COMMIT, 1);
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

    private RunReport runEndingBackends(FleetMigrationBuilder builder, CrashPoints points) {
        var ended = ConcurrentHashMap.<String>newKeySet();
        RunReport report = builder.build()
                .withPassage((checkpoint, session) -> {
                    String tenant = String.valueOf(session.target().tenant());
                    if (points.isReached(tenant, checkpoint)) {
                        assertThat(fleet.query("select pg_terminate_backend(" + session.backend() + ", 10000)"))
                                .containsExactly("t");
                        ended.add(tenant);
                    }
                })
                .run();
        assertThat(ended).as("tenants whose backend was ended").isEqualTo(points.tenants());
        return report;
    }

    private void assertFinished(RunReport report) {
        assertThat(report.isDone()).as(report.text()).isTrue();
        CountedScripts.assertAppliedOnce(fleet);
    }
}
