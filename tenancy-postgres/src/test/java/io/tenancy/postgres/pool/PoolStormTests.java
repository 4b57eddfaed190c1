package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.TenantConnectionsBuilder;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many tenants over many servers, most of whom are hardly ever asked for: pools are opened and closed all the time, under
 * both ceilings. The seed is printed; {@code -Dstorm.seed} does it again.
 */
class PoolStormTests {

    private static final long SEED = Long.getLong("storm.seed", new Random().nextLong());
    private static final int PER_SERVER = 3;

    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();
    private final PoolListener counting = new PoolListener() {
        @Override
        public void opened(PoolStatistics pool) {
            openings.incrementAndGet();
        }

        @Override
        public void closed(PoolName pool) {
            closings.incrementAndGet();
        }
    };

    @Test
    void neverExceedsItsCeilingsAndLeavesNothing() throws Exception {
        var databases = new ArrayList<TestDatabase>();
        create(databases, TestServer.shared(), 4);
        storm(databases, 200, 12, 4, 150);
    }

    @Test
    @Tag("stress")
    void neverExceedsItsCeilingsWithManyServers() throws Exception {
        try (TestServer second = TestServer.start()) {
            var databases = new ArrayList<TestDatabase>();
            create(databases, TestServer.shared(), 10);
            create(databases, second, 10);
            storm(databases, 10_000, 48, 40, 10_000);
        }
    }

    private void storm(List<TestDatabase> databases, int tenants, int threads, int ceiling, int transactions)
            throws Exception {
        System.out.println("-Dstorm.seed=" + SEED);
        var meters = new SimpleMeterRegistry();
        Watch watch = Watch.over(databases);
        try (TenantConnections connections = connections(databases, tenants)
                .maximumConnections(ceiling)
                .poolListener(counting)
                .meters(meters)
                .build()) {
            watch.untilNone();
            watch.start();
            var storm = new Storm(connections, tenants, SEED);
            storm.rage(threads, transactions);
            awaitClosed(connections);
            int openedBefore = openings.get();
            storm.rage(threads, transactions);
            assertThat(storm.failures()).isEmpty();
            assertThat(storm.done()).isEqualTo(2 * transactions);
            assertThat(watch.now().idleInTransaction()).isZero();
            awaitClosed(connections);
            assertThat(openings.get()).as("opened again").isGreaterThan(openedBefore);
            assertThat(watch.mostInAll()).isBetween(ceiling * 2 / 3, ceiling);
            assertThat(watch.mostOfOne()).isBetween(1, PER_SERVER);
            watch.untilNone();
            assertThat(meters.getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .noneMatch(name -> name.startsWith("hikaricp."));
            while (Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().startsWith("storm-"))) {
                Thread.onSpinWait(); // told to end, they do
            }
        } finally {
            watch.close();
            databases.forEach(TestDatabase::close);
        }
    }

    /** Nobody uses them. */
    private void awaitClosed(TenantConnections connections) {
        while (!connections.statistics().isEmpty() || closings.get() < openings.get()) {
            Thread.onSpinWait();
        }
    }

    private static TenantConnectionsBuilder connections(List<TestDatabase> databases, int tenants) {
        var directory = new ArrayList<Tenant>();
        for (int i = 0; i < tenants; i++) {
            directory.add(Tenant.active(Storm.tenant(i), Placement.sharedRows("storm-" + i % databases.size())));
        }
        var builder = TenantConnections.builder(InMemoryTenants.of(directory.toArray(Tenant[]::new)));
        for (int i = 0; i < databases.size(); i++) {
            TestDatabase database = databases.get(i);
            builder.server(Server.of("storm-" + i, database.jdbcUrl(), Fleet.login(database.app()))
                    .withOperator(Fleet.login(database.operator()))
                    .withMaximumConnections(PER_SERVER)
                    .withConnectionTimeout(Duration.ofMinutes(2))
                    .withPools(PoolSettings.DEFAULT.withCloseAfter(Duration.ofMillis(100))));
        }
        return builder;
    }

    private static void create(List<TestDatabase> all, TestServer server, int count) {
        for (int i = 0; i < count; i++) {
            all.add(server.createDatabase());
        }
    }
}
