package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.ServerName;
import io.tenancy.postgres.Fleet;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Pools that share what one server, or all together, may have. */
class PoolBudgetTests {

    private static final PoolName ROWS = new PoolName(ServerName.of("main"), PoolKind.ROWS);
    private static final PoolName SCHEMAS = new PoolName(ServerName.of("main"), PoolKind.SCHEMAS);
    private static final PoolName OTHER = new PoolName(ServerName.of("other"), PoolKind.ROWS);
    private static final PoolName LONELY = new PoolName(ServerName.of("lonely"), PoolKind.ROWS);

    private static final int CLOSINGS = 4;

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final Server main = server("main");

    private final AtomicInteger closings = new AtomicInteger();
    private final PoolListener counting = new PoolListener() {
        @Override
        public void closed(PoolName pool) {
            closings.incrementAndGet();
        }
    };
    private final ExecutorService others = Executors.newFixedThreadPool(4);

    @AfterEach
    void close() {
        others.shutdownNow();
        database.close();
    }

    @Test
    void anIdlePoolMakesRoomForABusyOneOfItsServer() throws Exception {
        try (ServerPools pools = ServerPools.of(List.of(main.withMaximumConnections(2)), counting, null)) {
            pools.warmUp(ROWS, 2);
            assertThat(sizes(pools, ROWS)).isEqualTo(2);
            try (Connection first = pools.borrow(SCHEMAS);
                    Connection second = pools.borrow(SCHEMAS)) {
                assertThat(backend(first)).isNotEqualTo(backend(second));
                assertThat(sizes(pools, ROWS)).isZero();
                assertThat(countedByTheServer()).isEqualTo(2);
            }
        }
    }

    @Test
    void thereIsNoRoomWhereAllOfItIsHeld() throws Exception {
        Server impatient = main.withMaximumConnections(1).withConnectionTimeout(Duration.ofMillis(300));
        try (ServerPools pools = ServerPools.of(List.of(impatient), counting, null);
                Connection held = pools.borrow(ROWS)) {
            assertThatThrownBy(() -> pools.borrow(SCHEMAS))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("server 'main' has 1 of 1 connections");
            assertThat(held.isValid(10)).isTrue();
            assertThat(countedByTheServer()).isEqualTo(1);
        }
    }

    @Test
    void aPoolOfAnotherServerMakesRoomUnderTheCeilingOverAll() throws Exception {
        try (ServerPools pools = ServerPools.of(List.of(main, server("other")), 1, counting, null)) {
            for (int i = 0; i < 3; i++) {
                pools.borrow(ROWS).close();
                pools.borrow(OTHER).close();
                assertThat(countedByTheServer()).isEqualTo(1);
            }
        }
    }

    @Test
    void aPoolThatIsNeverIdleGivesInTurn() throws Exception {
        try (ServerPools pools = ServerPools.of(List.of(main, server("other")), 1, counting, null)) {
            var over = new AtomicBoolean();
            var started = new CountDownLatch(3);
            List<Future<Integer>> greedy = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                greedy.add(others.submit(() -> {
                    int turns = 0;
                    while (!over.get()) {
                        try (Connection connection = pools.borrow(ROWS)) {
                            assertThat(connection.isValid(10)).isTrue();
                            turns++;
                        }
                        started.countDown();
                    }
                    return turns;
                }));
            }
            started.await();
            try (Connection modest = pools.borrow(OTHER)) {
                assertThat(modest.isValid(10)).isTrue();
            } finally {
                over.set(true);
            }
            for (Future<Integer> turns : greedy) {
                assertThat(turns.get()).isPositive();
            }
        }
    }

    @Test
    void nobodySeesThePoolThatIsClosedUnderIt() throws Exception {
        Server hasty =
                main.withMaximumConnections(4).withPools(PoolSettings.DEFAULT.withCloseAfter(Duration.ofMillis(1)));
        try (ServerPools pools = ServerPools.of(List.of(hasty), counting, null)) {
            List<Future<Integer>> borrowing = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                borrowing.add(others.submit(() -> {
                    int borrowed = 0;
                    while (closings.get() < CLOSINGS) {
                        try (Connection connection = pools.borrow(ROWS)) {
                            assertThat(connection.isValid(10)).isTrue();
                            borrowed++;
                        }
                        LockSupport.parkNanos(borrowed % 4 * 1_000_000L);
                    }
                    return borrowed;
                }));
            }
            Future<?> closing = others.submit(() -> {
                while (closings.get() < CLOSINGS) {
                    pools.closeUnused();
                }
            });
            for (Future<Integer> borrowed : borrowing) {
                assertThat(borrowed.get()).isPositive();
            }
            closing.get();
        }
    }

    @Test
    void aPoolThatIsBorrowedFromIsNotClosed() throws Exception {
        Server hasty = main.withPools(PoolSettings.DEFAULT.withCloseAfter(Duration.ofMillis(1)));
        try (ServerPools pools = ServerPools.of(List.of(hasty), counting, null)) {
            try (Connection held = pools.borrow(ROWS)) {
                LockSupport.parkNanos(5_000_000);
                pools.closeUnused();
                assertThat(closings).hasValue(0);
                assertThat(held.isValid(10)).isTrue();
            }
        }
    }

    @Test
    void metersAndThreadsGoWithAPoolAndComeWithTheNextOne() throws Exception {
        var meters = new SimpleMeterRegistry();
        Server hasty = server("lonely").withPools(PoolSettings.DEFAULT.withCloseAfter(Duration.ofMillis(1)));
        try (ServerPools pools = ServerPools.of(List.of(hasty), counting, meters)) {
            for (int i = 1; i <= 2; i++) {
                try (Connection held = pools.borrow(LONELY)) {
                    assertThat(held.isValid(10)).isTrue();
                    assertThat(meters.find("hikaricp.connections")
                                    .tag("pool", "lonely-rows")
                                    .gauge())
                            .isNotNull();
                    assertThat(threads("lonely-rows")).isPositive();
                }
                while (closings.get() < i) {
                    pools.closeUnused();
                }
                while (!pools.statistics().isEmpty()) {
                    Thread.onSpinWait();
                }
                assertThat(meters.getMeters()).isEmpty();
                while (threads("lonely-rows") > 0) {
                    Thread.onSpinWait(); // told to end, they do
                }
                assertThat(countedByTheServer()).isZero();
            }
        }
    }

    @Test
    void isWarmOnRequestAndNoWarmerThanItMayBe() throws Exception {
        try (ServerPools pools = ServerPools.of(List.of(main.withMaximumConnections(3)), counting, null)) {
            pools.warmUp(ROWS, 2);
            assertThat(sizes(pools, ROWS)).isEqualTo(2);
            pools.warmUp(ROWS, 50);
            assertThat(sizes(pools, ROWS)).isEqualTo(3);
        }
    }

    private Server server(String name) {
        return Server.of(name, database.jdbcUrl(), Fleet.login(database.app()))
                .withConnectionTimeout(Duration.ofSeconds(60));
    }

    private static int sizes(ServerPools pools, PoolName name) {
        return pools.statistics().stream()
                .filter(pool -> pool.pool().equals(name))
                .mapToInt(pool -> pool.active() + pool.idle())
                .sum();
    }

    private static long threads(String pool) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(pool))
                .count();
    }

    private static int backend(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private int countedByTheServer() throws SQLException {
        try (Connection superuser = database.connectAsSuperuser()) {
            return CountedOnServer.of(superuser, List.of(database)).total();
        }
    }
}
