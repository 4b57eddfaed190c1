package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that goes and comes back while two tenants work on it, on connections that they share. */
class FailoverTests {

    private static final int CONNECTIONS = 4;
    private static final int WORKERS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** The pool's timeout and five seconds. */
    private static final Duration RECOVERY = TIMEOUT.plusSeconds(5);

    private static final String TABLE =
            """
            create schema app;
            set search_path to app;
            create table item (tenant_id text not null, id bigint generated always as identity,
                primary key (tenant_id, id));
            insert into item values ('acme'), ('globex');
            """;

    private static final List<String> TENANTS = List.of("acme", "globex");

    private final TestServer server = TestServer.startPrimary();
    private final TestDatabase database = server.createDatabase();
    private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    private TenantConnections connections;

    @BeforeEach
    void build() throws SQLException {
        database.execute(database.owner(), TABLE);
        try (Connection owner = database.connectAs(database.owner())) {
            Fleet.run(
                    RowWall.over(TenantTables.in(owner, "app", "tenant_id"), Fleet.roles(database))
                            .ddl(),
                    owner);
        }
        // These servers do not wait for their log, and a crash would take the table along.
        database.executeAsSuperuser("checkpoint");
        connections = TenantConnections.builder(InMemoryTenants.of(
                        Tenant.active("acme", Placement.sharedRows("main")),
                        Tenant.active("globex", Placement.sharedRows("main"))))
                .server(Server.of("main", database.jdbcUrl(), Fleet.login(database.app()))
                        .withMaximumPoolSize(CONNECTIONS)
                        .withConnectionTimeout(TIMEOUT))
                .build();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        connections.close();
        server.close();
    }

    @Test
    void aRestartedServerIsServedFromAgain() throws Exception {
        failsAndRecovers(server::restart);
    }

    /** PostgreSQL takes the sudden death of one backend for a crash: it ends all others and recovers from its log. */
    @Test
    void aServerThatCrashedIsServedFromAgain() throws Exception {
        failsAndRecovers(() -> {
            long backend;
            try (Connection superuser = database.connectAsSuperuser();
                    PreparedStatement query = superuser.prepareStatement(
                            "select pid from pg_stat_activity where usename = ? order by pid limit 1")) {
                query.setString(1, database.app().user());
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    backend = row.getLong(1);
                }
                assertThat(ProcessHandle.of(backend).orElseThrow().destroyForcibly())
                        .isTrue();
            }
        });
    }

    private interface Outage {
        void strike() throws SQLException;
    }

    private void failsAndRecovers(Outage outage) throws Exception {
        var workers = new ArrayList<Worker>();
        var running = new ArrayList<Future<Integer>>();
        for (int i = 0; i < WORKERS; i++) {
            var worker = new Worker(TENANTS.get(i % TENANTS.size()));
            workers.add(worker);
            running.add(threads.submit(worker::work));
        }
        awaitSuccesses(workers, 5);
        outage.strike();
        awaitSomebodyFailed(workers);
        awaitSuccesses(workers, 5);
        workers.forEach(worker -> worker.over = true);
        int failures = 0;
        for (Future<Integer> each : running) {
            failures += each.get();
        }
        assertThat(failures)
                .as("each connection is found dead once, and nobody waits for one longer than he must")
                .isBetween(1, CONNECTIONS + WORKERS);
    }

    /** As many more by each worker. */
    private static void awaitSuccesses(List<Worker> workers, int more) {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        for (Worker worker : workers) {
            int before = worker.successes.get();
            while (worker.successes.get() < before + more) {
                assertThat(System.nanoTime()).as("%s", worker.last).isLessThan(deadline);
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void awaitSomebodyFailed(List<Worker> workers) {
        while (workers.stream().allMatch(worker -> worker.failures.get() == 0)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private final class Worker {

        private final String tenant;
        private final AtomicInteger successes = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean over;
        private volatile Exception last;

        Worker(String tenant) {
            this.tenant = tenant;
        }

        /** Sees its own rows and nobody else's, before, while and after; else this ends with an error. */
        int work() {
            while (!over) {
                try {
                    transaction();
                    successes.incrementAndGet();
                } catch (SQLException | ServerUnavailableException e) {
                    last = e;
                    failures.incrementAndGet();
                }
            }
            return failures.get();
        }

        private void transaction() throws SQLException {
            try (var scope = TenantContext.of(tenant).enter();
                    Connection connection = connections.openCurrent()) {
                connection.setAutoCommit(false);
                assertThat(Fleet.owners(connection)).containsExactly(tenant);
                try (PreparedStatement insert = connection.prepareStatement("insert into item values (?)")) {
                    insert.setString(1, tenant);
                    insert.executeUpdate();
                }
                connection.commit();
            }
        }
    }
}
