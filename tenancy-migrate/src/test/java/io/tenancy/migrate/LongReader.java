package io.tenancy.migrate;

import io.tenancy.TenantId;
import io.tenancy.migrate.event.MigrationEvent.TargetPostponed;
import io.tenancy.migrate.report.RunReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Somebody reads a table and does not end, while the application reads it too and a script wants to change it. */
final class LongReader implements AutoCloseable {

    private static final String READS_BEHIND_THE_SCRIPT =
            """
            select a.pid from pg_stat_activity a
              join lateral unnest(pg_blocking_pids(a.pid)) b (pid) on true
              join pg_locks l on l.pid = b.pid and not l.granted and l.mode = 'AccessExclusiveLock'
             where a.datname = current_database() and a.query = '%s'""";

    private static final String READ = "select from t_acme.item_1";
    /** Of a tenant that nobody migrates: what such a read takes is the machine's doing. */
    private static final String OTHER_READ = "select from t_globex.item_1";

    interface Until {
        void freed(CountDownLatch twicePostponed) throws Exception;
    }

    private final TestFleet fleet = TestFleet.of("acme", "globex");
    private final ScriptFolder scripts = ScriptFolder.ofTables(1);
    // The common pool has one thread on two cores, and since JDK 25 nothing else runs beside it.
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Duration lockTimeout;
    private final List<Duration> reads = new ArrayList<>();
    private final List<Duration> otherReads = new ArrayList<>();

    LongReader(Duration lockTimeout) {
        this.lockTimeout = lockTimeout;
        fleet.migration(scripts).build().run();
        scripts.with("V2__wider.sql", "alter table item_1 add column more text");
    }

    /** Migrates; the table is held until the wait is over. */
    RunReport migrateWhileHeld(Until wait) throws Exception {
        var postponed = new CountDownLatch(2);
        var held = new AtomicBoolean(true);
        try (Connection reader = fleet.main.connectAs(fleet.main.owner());
                Statement holding = reader.createStatement()) {
            reader.setAutoCommit(false);
            holding.execute(READ);
            CompletableFuture<Void> application =
                    CompletableFuture.runAsync(() -> readWhile(held, READ, reads), threads);
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> readWhile(held, OTHER_READ, otherReads), threads);
            CompletableFuture<Void> freeing = CompletableFuture.runAsync(
                    () -> {
                        try {
                            wait.freed(postponed);
                            held.set(false);
                            reader.rollback();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    threads);
            RunReport report = fleet.migration(scripts)
                    .lockTimeout(lockTimeout)
                    .listener(event -> {
                        if (event instanceof TargetPostponed) {
                            postponed.countDown();
                        }
                    })
                    .build()
                    .run(Set.of(TenantId.of("acme")));
            freeing.get(5, TimeUnit.MINUTES);
            application.get(5, TimeUnit.MINUTES);
            other.get(5, TimeUnit.MINUTES);
            return report;
        }
    }

    /** Until a read of the application waits for the script, which waits for the long reader. */
    void awaitBlockedRead() {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (fleet.query(READS_BEHIND_THE_SCRIPT.formatted(READ)).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("No read waited behind the script within a minute.");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** How long each read of the application took while the table was held. */
    List<Duration> reads() {
        return reads;
    }

    List<Duration> otherReads() {
        return otherReads;
    }

    private void readWhile(AtomicBoolean held, String sql, List<Duration> took) {
        try (Connection connection = fleet.main.connectAs(fleet.main.owner());
                Statement read = connection.createStatement()) {
            while (held.get()) {
                long began = System.nanoTime();
                read.execute(sql);
                if (held.get()) {
                    took.add(Duration.ofNanos(System.nanoTime() - began));
                }
                LockSupport.parkNanos(1_000_000);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        fleet.close();
        scripts.close();
    }
}
