package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks the servers, as superuser, how many connections there are: again and again, at least at 10 Hz. */
final class Watch implements AutoCloseable {

    private static final long PAUSE_NANOS = 10_000_000;

    private final List<TestDatabase> databases;
    private final List<Connection> superusers = new ArrayList<>();
    private CompletableFuture<Void> watching = CompletableFuture.completedFuture(null);
    private volatile boolean over;
    private volatile int mostInAll;
    private volatile int mostOfOne;

    private Watch(List<TestDatabase> databases) {
        this.databases = databases;
    }

    static Watch over(List<TestDatabase> databases) throws SQLException {
        var watch = new Watch(databases);
        for (TestServer server :
                databases.stream().map(TestDatabase::server).distinct().toList()) {
            watch.superusers.add(server.connectAsSuperuser("postgres"));
        }
        return watch;
    }

    void start() {
        watching = CompletableFuture.runAsync(() -> {
            while (!over) {
                look();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
    }

    /** Those with which servers were checked are gone a moment after they were closed. */
    void untilNone() throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (now().total() > 0) {
            assertThat(System.nanoTime()).as("sessions are left").isLessThan(deadline);
        }
    }

    synchronized CountedOnServer now() throws SQLException {
        CountedOnServer all = new CountedOnServer(Map.of(), 0);
        for (Connection superuser : superusers) {
            all = all.plus(CountedOnServer.of(superuser, databases));
        }
        return all;
    }

    int mostInAll() {
        return mostInAll;
    }

    int mostOfOne() {
        return mostOfOne;
    }

    private void look() {
        try {
            CountedOnServer now = now();
            mostInAll = Math.max(mostInAll, now.total());
            mostOfOne = Math.max(mostOfOne, now.most());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        over = true;
        watching.join();
        for (Connection superuser : superusers) {
            superuser.close();
        }
    }
}
