package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Read-only work on a real streaming replica, and what becomes of it when that is gone or late. */
class ReplicaTests {

    private static final String TABLE =
            "create table item (tenant_id text not null, id bigint not null, primary key (tenant_id, id));";

    private static final SchemaName OWN = Fleet.schemaOf("initech");

    private static final InMemoryTenants TENANTS = InMemoryTenants.of(
            Tenant.active("acme", Placement.sharedRows("main")),
            Tenant.active("globex", Placement.sharedRows("main")),
            Tenant.active("initech", Placement.ownSchema("main", OWN.value())));

    private static TestServer primary;
    private static TestServer replica;
    private static TestDatabase database;
    private static TestDatabase stranger;
    private static Server main;

    @BeforeAll
    static void start() throws SQLException {
        primary = TestServer.startPrimary();
        replica = primary.startReplica();
        database = primary.createDatabase();
        stranger = TestServer.shared().createDatabase();
        database.execute(
                database.owner(),
                "create schema app; set search_path to app;" + TABLE
                        + "insert into item values ('acme', 1), ('globex', 1)");
        try (Connection owner = database.connectAs(database.owner())) {
            Fleet.run(
                    RowWall.over(TenantTables.in(owner, "app", "tenant_id"), Fleet.roles(database))
                            .ddl(),
                    owner);
        }
        ownSchema();
        main = Server.of("main", database.jdbcUrl(), Fleet.login(database.app()))
                .withConnectionTimeout(Duration.ofSeconds(30));
        awaitOnReplica(
                "select 1 from pg_constraint where connamespace = to_regnamespace('" + OWN + "') and contype = 'c'");
    }

    private static void ownSchema() throws SQLException {
        try (Connection superuser = database.connectAsSuperuser()) {
            TenantSchema schema = TenantSchema.in(superuser, OWN, Fleet.roles(database));
            Fleet.run(schema.creation(), superuser);
            database.execute(
                    database.owner(),
                    "set search_path to " + Identifier.of(OWN.value()).quoted() + ";" + TABLE
                            + "insert into item values ('initech', 1)");
            var tables = TenantTables.in(superuser, OWN.value(), "tenant_id");
            Fleet.run(SchemaWall.over(tables, schema, TenantId.of("initech")).ddl(), superuser);
        }
    }

    @AfterAll
    static void stop() {
        stranger.close();
        replica.close();
        primary.close();
    }

    @Test
    void readOnlyWorkSeesItsOwnRowsOnTheReplicaAndNoOthers() throws Exception {
        try (TenantConnections connections = connections(main.withReplica(url(replica)))) {
            for (String tenant : List.of("acme", "globex", "initech")) {
                reading(connections, tenant, connection -> {
                    assertThat(onReplica(connection)).isTrue();
                    assertThat(Fleet.owners(connection)).containsExactly(tenant);
                    assertThatThrownBy(() -> insert(connection, tenant, 99))
                            .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                    .isEqualTo("25006"));
                });
            }
            try (var scope = TenantContext.of("acme").enter();
                    Connection connection = connections.openCurrent()) {
                assertThat(onReplica(connection)).isFalse();
                assertThat(insert(connection, "acme", 2)).isEqualTo(1);
            }
            assertThat(connections.servers()).containsExactly(main.withReplica(url(replica)));
        }
    }

    @Test
    void withoutAReplicaTheServerItselfIsReadAndRefusesWrites() throws Exception {
        try (TenantConnections connections = connections(main)) {
            reading(connections, "acme", connection -> {
                assertThat(onReplica(connection)).isFalse();
                assertThat(Fleet.owners(connection)).containsExactly("acme");
                assertThatThrownBy(() -> insert(connection, "acme", 98)).isInstanceOf(SQLException.class);
            });
        }
    }

    @Test
    void aReplicaComesAndGoesWhileTheServiceRuns() throws Exception {
        try (TenantConnections connections = connections(main)) {
            connections.change(main.withReplica(url(replica)));
            awaitReading(connections, true);
            connections.change(main);
            reading(connections, "acme", connection -> assertThat(onReplica(connection))
                    .isFalse());
        }
    }

    @Test
    void aReplicaThatIsDownIsLeftAloneUntilItIsBack() throws Exception {
        try (TenantConnections connections = connections(main.withReplica(url(replica)))) {
            reading(connections, "acme", connection -> assertThat(onReplica(connection))
                    .isTrue());
            replica.stop();
            try {
                awaitReading(connections, false);
            } finally {
                replica.restart();
            }
            awaitReading(connections, true);
        }
    }

    @Test
    void aReplicaThatIsTooFarBehindIsLeftAloneUntilItHasCaughtUp() throws Exception {
        var meters = new SimpleMeterRegistry();
        Server impatient = main.withReplica(url(replica)).withMaximumReplicaLag(Duration.ofSeconds(1));
        try (TenantConnections connections = TenantConnections.builder(TENANTS)
                .server(impatient)
                .meters(meters)
                .build()) {
            awaitReading(connections, true);
            await(() -> gauge(meters, "tenancy.replica.usable") == 1);
            onReplicaAsSuperuser("select pg_wal_replay_pause()");
            try {
                awaitOnReplica("select 1 where pg_get_wal_replay_pause_state() = 'paused'");
                database.executeAsSuperuser("create table app.more ()");
                awaitReading(connections, false);
                await(() -> gauge(meters, "tenancy.replica.usable") == 0);
                await(() -> gauge(meters, "tenancy.replica.lag") > 1);
            } finally {
                onReplicaAsSuperuser("select pg_wal_replay_resume()");
            }
            awaitReading(connections, true);
            await(() -> gauge(meters, "tenancy.replica.lag") < 1);
        }
    }

    @Test
    void theQueueOfAReplicaIsMeteredAsLongAsItIsOne() throws Exception {
        var meters = new SimpleMeterRegistry();
        try (TenantConnections connections =
                TenantConnections.builder(TENANTS).server(main).meters(meters).build()) {
            connections.change(main.withReplica(url(replica)));
            reading(connections, "acme", connection -> assertThat(gauge(meters, "tenancy.admission.held"))
                    .isEqualTo(onReplica(connection) ? 1 : 0));
            assertThat(gauge(meters, "tenancy.admission.waiting")).isZero();
            connections.change(main);
            assertThat(meters.find("tenancy.replica.lag").meters()).isEmpty();
            assertThat(meters.find("tenancy.replica.usable").meters()).isEmpty();
            assertThat(meters.get("tenancy.admission.held").gauges())
                    .singleElement()
                    .satisfies(
                            gauge -> assertThat(gauge.getId().getTag("server")).isEqualTo("main"));
        }
    }

    @Test
    void whatIsNoReplicaIsRefusedWithEverythingElseThatIsWrong() {
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> connections(main.withReplica(database.jdbcUrl())))
                .satisfies(refusal -> assertThat(refusal.problems())
                        .singleElement()
                        .asString()
                        .contains("server 'main-replica-1'", "not in recovery"));
        Server foreign = Server.of("other", stranger.jdbcUrl(), Fleet.login(stranger.app()))
                .withReplica(stranger.jdbcUrl())
                .withMaximumReplicaLag(Duration.ofMillis(5));
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> connections(foreign, main.withReplica(url(replica) + "?prepareThreshold=-1")))
                .satisfies(refusal -> assertThat(refusal.problems())
                        .anySatisfy(problem -> assertThat(problem).contains("maximumReplicaLag"))
                        .anySatisfy(problem -> assertThat(problem).contains("main-replica-1", "prepareThreshold")));
    }

    @Test
    void aReplicaOfAnotherClusterIsRefused() {
        var app = database.app();
        stranger.executeAsSuperuser("create role " + app.user() + " login password '" + app.password() + "'");
        try {
            stranger.executeAsSuperuser("grant connect on database " + stranger.name() + " to " + app.user());
            Server mixed =
                    Server.of("main", stranger.jdbcUrl(), Fleet.login(app)).withReplica(url(replica));
            assertThatExceptionOfType(TenancyConfigurationException.class)
                    .isThrownBy(() -> connections(mixed))
                    .satisfies(refusal -> assertThat(refusal.problems())
                            .singleElement()
                            .asString()
                            .contains("main-replica-1", "holds other data than server 'main'"));
        } finally {
            stranger.executeAsSuperuser("drop owned by " + app.user() + "; drop role " + app.user());
        }
    }

    private static TenantConnections connections(Server... servers) {
        TenantConnectionsBuilder builder = TenantConnections.builder(TENANTS);
        for (Server server : servers) {
            builder.server(server);
        }
        return builder.build();
    }

    private static String url(TestServer on) {
        return database.jdbcUrl(on.port());
    }

    private static void reading(TenantConnections connections, String tenant, Fleet.Work work) throws Exception {
        try (var scope = TenantContext.of(tenant).enter();
                Connection connection = connections.openForReading(TenantId.of(tenant))) {
            work.with(connection);
        }
    }

    /** Each attempt sees the tenant's own rows, or fails while a server goes; never another's. */
    private static void awaitReading(TenantConnections connections, boolean onReplica) throws Exception {
        var failures = new ArrayList<SQLException>();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        boolean[] seen = {!onReplica};
        while (seen[0] != onReplica) {
            assertThat(System.nanoTime()).as("time is up: %s", failures).isLessThan(deadline);
            try {
                reading(connections, "acme", connection -> {
                    assertThat(Fleet.owners(connection)).containsExactly("acme");
                    seen[0] = onReplica(connection);
                });
            } catch (SQLException e) {
                failures.add(e);
            }
        }
    }

    private static double gauge(SimpleMeterRegistry meters, String name) {
        return meters.get(name).tag("server", "main-replica-1").gauge().value();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static boolean onReplica(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select pg_is_in_recovery()");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static int insert(Connection connection, String tenant, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into item values (?, ?)")) {
            statement.setString(1, tenant);
            statement.setLong(2, id);
            return statement.executeUpdate();
        }
    }

    private static void onReplicaAsSuperuser(String call) throws SQLException {
        try (Connection superuser = replica.connectAsSuperuser("postgres");
                PreparedStatement statement = superuser.prepareStatement(call)) {
            statement.execute();
        }
    }

    private static void awaitOnReplica(String query) {
        awaitOn(replica, database.name(), query);
    }

    /** Until the replica has replayed what makes the query give a row. */
    private static void awaitOn(TestServer server, String name, String query) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        boolean found = false;
        while (!found) {
            assertThat(System.nanoTime()).as(query).isLessThan(deadline);
            try (Connection superuser = server.connectAsSuperuser(name);
                    PreparedStatement statement = superuser.prepareStatement(query);
                    ResultSet rows = statement.executeQuery()) {
                found = rows.next();
            } catch (SQLException e) {
                found = false; // not replayed yet: there is no such database, or no such table
            }
        }
    }
}
