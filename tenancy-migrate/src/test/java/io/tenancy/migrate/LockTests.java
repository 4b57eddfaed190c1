package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.engine.Checkpoint;
import io.tenancy.migrate.event.MigrationEvent.TargetPostponed;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who waits for whom. */
class LockTests {

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(200);

    @Test
    void aTableHeldByALongReaderIsMigratedOnceItIsFree() throws Exception {
        try (LongReader reader = new LongReader(LOCK_TIMEOUT)) {
            // Until the application was seen to wait behind the statement that waits, and to go on.
            RunReport report = reader.migrateWhileHeld(postponed -> {
                reader.awaitBlockedRead();
                postponed.await(60, TimeUnit.SECONDS);
            });
            assertThat(report.with(Outcome.MIGRATED)).as(report.text()).hasSize(1);
            assertThat(report.targets().get(0).attempts()).isGreaterThanOrEqualTo(3);
            assertThat(reader.reads())
                    .as("reads that passed while the table was held")
                    .isNotEmpty();
        }
    }

    /** The same reads of another tenant tell how long the machine makes a read wait that meets no lock. */
    @Test
    @Tag("stress")
    void readsWaitNoLongerThanTheLockTimeoutWhileAReaderHoldsTheTableForAMinute() throws Exception {
        Duration lockTimeout = Duration.ofSeconds(1);
        try (LongReader reader = new LongReader(lockTimeout)) {
            RunReport report = reader.migrateWhileHeld(postponed -> new CountDownLatch(1).await(60, TimeUnit.SECONDS));
            assertThat(report.with(Outcome.MIGRATED)).as(report.text()).hasSize(1);
            List<Duration> reads = reader.reads();
            Duration longest = longest(reads);
            Duration elsewhere = longest(reader.otherReads());
            System.out.printf(
                    "Held for a minute, %d attempts: of %d reads, %d waited, the longest %d ms, elsewhere %d ms.%n",
                    report.targets().get(0).attempts(),
                    reads.size(),
                    reads.stream()
                            .filter(read -> read.compareTo(lockTimeout.dividedBy(10)) > 0)
                            .count(),
                    longest.toMillis(),
                    elsewhere.toMillis());
            assertThat(longest)
                    .isBetween(
                            lockTimeout.dividedBy(2),
                            lockTimeout.plusMillis(100).plus(elsewhere));
        }
    }

    private static Duration longest(List<Duration> reads) {
        return reads.stream().max(Duration::compareTo).orElseThrow();
    }

    /** Flyway's own lock for both has the same number: with it, the second would wait for the first. */
    @Test
    void schemasWhoseLocksCollideInFlywayMigrateSideBySide() {
        assertThat("\"t_c0\".\"flyway_schema_history\"".hashCode())
                .isEqualTo("\"t_an\".\"flyway_schema_history\"".hashCode());
        try (TestFleet fleet = TestFleet.of("c0", "an");
                ScriptFolder scripts = ScriptFolder.ofTables(2)) {
            var both = new CyclicBarrier(2);
            RunReport report = fleet.migration(scripts)
                    .freshByFlyway()
                    .build()
                    .withPassage((checkpoint, session) -> {
                        if (checkpoint == Checkpoint.AFTER_SCRIPT) {
                            await(both);
                        }
                    })
                    .run();
            assertThat(report.isDone()).as(report.text()).isTrue();
            assertThat(both.isBroken()).isFalse();
        }
    }

    @Test
    void aTargetThatAnotherSessionHoldsIsTriedAgain() throws Exception {
        try (TestFleet fleet = TestFleet.of("acme");
                ScriptFolder scripts = ScriptFolder.ofTables(1);
                Connection other = fleet.main.connectAs(fleet.main.owner());
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(1953391481, 't_acme'::regnamespace::oid::int4)");
            var postponed = new CountDownLatch(1);
            Thread freeing = thread(() -> {
                postponed.await(60, TimeUnit.SECONDS);
                statement.execute("select pg_advisory_unlock_all()");
            });
            RunReport report = fleet.migration(scripts)
                    .listener(event -> {
                        if (event instanceof TargetPostponed) {
                            postponed.countDown();
                        }
                    })
                    .build()
                    .run();
            freeing.join();
            assertThat(report.with(Outcome.MIGRATED)).as(report.text()).hasSize(1);
            assertThat(report.targets().get(0).attempts()).isGreaterThan(1);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread thread(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }
}
