package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Read-only units of work on a real streaming replica. */
class ReplicaReadTests {

    private static TestServer primary;
    private static TestServer replica;
    private static TestDatabase database;
    private static HibernateTenancy tenancy;

    @BeforeAll
    static void start() throws SQLException {
        primary = TestServer.startPrimary();
        replica = primary.startReplica();
        database = primary.createDatabase();
        database.execute(
                database.owner(),
                "create schema app; set search_path to app; " + Counter.TABLE
                        + "insert into counter (tenant_id, id, amount) values ('acme', 1, 10), ('globex', 1, 20)");
        try (Connection owner = database.connectAs(database.owner())) {
            var roles = Roles.of(
                    database.owner().user(),
                    database.app().user(),
                    database.operator().user());
            owner.setAutoCommit(false);
            RowWall.over(TenantTables.in(owner, "app", "tenant_id"), roles)
                    .ddl()
                    .runOn(owner);
            owner.commit();
        }
        awaitReplayed();
        tenancy = HibernateTenancy.builder(InMemoryTenants.of(
                        Tenant.active("acme", Placement.sharedRows("main")),
                        Tenant.active("globex", Placement.sharedRows("main"))))
                .server(Server.of(
                                "main",
                                database.jdbcUrl(),
                                Login.of(database.app().user(), database.app().password()))
                        .withConnectionTimeout(Duration.ofSeconds(30))
                        .withReplica(database.jdbcUrl(replica.port())))
                .entities(Counter.class)
                .build();
        awaitServed();
    }

    /** Until a look at the replica has found it close behind, reads stay on the primary. */
    private static void awaitServed() {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (var scope = TenantContext.of("acme").enter()) {
            while (!tenancy.transaction().readOnly().<Boolean>call(ReplicaReadTests::onReplica)) {
                assertThat(System.nanoTime()).as("replica served in time").isLessThan(deadline);
            }
        }
    }

    @AfterAll
    static void stop() {
        tenancy.close();
        replica.close();
        primary.close();
    }

    @Test
    void whatOnlyReadsRunsOnTheReplicaAndSeesItsOwnRows() {
        for (String tenant : new String[] {"acme", "globex"}) {
            try (var scope = TenantContext.of(tenant).enter()) {
                UnitOfWork reading = tenancy.transaction().readOnly();
                boolean there = reading.call(ReplicaReadTests::onReplica);
                boolean thereStateless = reading.callStateless(ReplicaReadTests::onReplica);
                List<Counter> seen = reading.call(session -> session.createSelectionQuery("from Counter", Counter.class)
                        .getResultList());
                assertThat(there).isTrue();
                assertThat(thereStateless).isTrue();
                assertThat(seen).extracting(Counter::amount).containsExactly(tenant.equals("acme") ? 10L : 20L);
            }
        }
    }

    @Test
    void whatWritesRunsOnTheServer() {
        try (var scope = TenantContext.of("acme").enter()) {
            boolean there = tenancy.transaction().call(session -> {
                session.persist(new Counter(2, 5));
                return onReplica(session);
            });
            assertThat(there).isFalse();
            assertThatThrownBy(() -> tenancy.transaction().readOnly().run(session -> {
                        session.persist(new Counter(3, 5));
                        session.flush();
                    }))
                    .hasMessageContaining("read-only");
            tenancy.transaction().run(session -> session.remove(session.find(Counter.class, 2L)));
        }
    }

    private static boolean onReplica(SharedSessionContract session) {
        return session.createNativeQuery("select pg_is_in_recovery()", Boolean.class)
                .getSingleResult();
    }

    private static void awaitReplayed() throws SQLException {
        long written;
        try (Connection superuser = primary.connectAsSuperuser("postgres")) {
            written = number(superuser, "select pg_current_wal_lsn() - '0/0'");
        }
        try (Connection superuser = replica.connectAsSuperuser("postgres")) {
            while (number(superuser, "select pg_last_wal_replay_lsn() - '0/0'") < written) {
                Thread.onSpinWait();
            }
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
