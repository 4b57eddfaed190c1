package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.engine.Checkpoint;
import io.tenancy.migrate.event.MigrationEvent.TargetPostponed;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who waits for whom. */
class LockTests {

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(200);

    @Test
    void aTableHeldByALongReaderIsMigratedOnceItIsFree() throws Exception {
        try (TestFleet fleet = TestFleet.of("acme");
                ScriptFolder scripts = ScriptFolder.ofTables(1)) {
            fleet.migration(scripts).build().run();
            scripts.with("V2__wider.sql", "alter table item_1 add column more text");
            var postponed = new CountDownLatch(2);
            var reads = new AtomicLong();
            try (Connection reader = fleet.main.connectAs(fleet.main.owner());
                    Statement held = reader.createStatement()) {
                reader.setAutoCommit(false);
                held.execute("select from t_acme.item_1");
                Thread freeing = thread(() -> {
                    postponed.await(60, TimeUnit.SECONDS);
                    reader.rollback();
                });
                Thread application = thread(() -> readUntil(fleet, postponed, reads));
                RunReport report = fleet.migration(scripts)
                        .lockTimeout(LOCK_TIMEOUT)
                        .listener(event -> {
                            if (event instanceof TargetPostponed) {
                                postponed.countDown();
                            }
                        })
                        .build()
                        .run();
                freeing.join();
                application.join();
                assertThat(report.with(Outcome.MIGRATED)).as(report.text()).hasSize(1);
                assertThat(report.targets().get(0).attempts()).isGreaterThanOrEqualTo(3);
                assertThat(postponed.getCount()).isZero();
                assertThat(reads)
                        .as("reads that passed while the table was held")
                        .hasPositiveValue();
            }
        }
    }

    /** The application's reads queue behind the waiting ALTER TABLE, and pass when it gives up. */
    private static void readUntil(TestFleet fleet, CountDownLatch end, AtomicLong reads) throws Exception {
        try (Connection connection = fleet.main.connectAs(fleet.main.owner());
                Statement read = connection.createStatement()) {
            read.execute("set statement_timeout = '10s'");
            while (end.getCount() > 0) {
                read.execute("select from t_acme.item_1");
                reads.incrementAndGet();
            }
        }
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
