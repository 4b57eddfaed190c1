package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tenancy.context.TenantContext;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two clients take turns on the one connection that PgBouncer has. Needs Debian's package pgbouncer. */
@Tag("stress")
class PgBouncerTests {

    private static final int TURNS = 50;

    private static Fleet fleet;
    private static PgBouncer bouncer;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(PgBouncer.isInstalled())
                .as("pgbouncer is not installed: apt-get install pgbouncer")
                .isTrue();
        fleet = new Fleet();
        bouncer = PgBouncer.before(fleet.main);
    }

    @AfterAll
    static void stop() throws Exception {
        if (bouncer != null) {
            bouncer.close();
            fleet.close();
        }
    }

    @Test
    void rowsOfTwoTenantsStayApart() throws Exception {
        takeTurns(Fleet.ROWS, Fleet.OTHER_ROWS);
    }

    @Test
    void schemasOfTwoTenantsStayApart() throws Exception {
        takeTurns(Fleet.SCHEMA, Fleet.OTHER_SCHEMA);
    }

    @Test
    void rowsAndASchemaStayApart() throws Exception {
        takeTurns(Fleet.SCHEMA, Fleet.ROWS);
    }

    /** What others do: here it shows that the two really share a session. */
    @Test
    void whatIsSetForTheSessionIsSeenByTheOtherClient() throws Exception {
        try (Connection one = plain();
                Connection other = plain();
                Statement statement = one.createStatement()) {
            assertThat(text(other, "select current_setting('tenancy.tenant_id', true)"))
                    .isNullOrEmpty();
            statement.execute("set tenancy.tenant_id = '" + Fleet.ROWS + "'; set search_path = app");
            assertThat(pid(one)).isEqualTo(pid(other));
            assertThat(Fleet.owners(other)).containsExactly(Fleet.ROWS);
            statement.execute("reset tenancy.tenant_id; reset search_path");
        }
    }

    private void takeTurns(String tenant, String otherTenant) throws Exception {
        try (TenantConnections connections = TenantConnections.builder(fleet.tenants)
                        .server(pooled())
                        .server(fleet.server("first", fleet.first))
                        .server(fleet.server("second", fleet.second))
                        .build();
                Connection one = open(connections, tenant);
                Connection other = open(connections, otherTenant)) {
            for (int turn = 0; turn < TURNS; turn++) {
                boolean transaction = turn % 2 == 0;
                String pid = turn(one, tenant, transaction);
                assertThat(turn(other, otherTenant, transaction)).isEqualTo(pid);
            }
        }
    }

    /** Each half: its own rows, and no others; gives the server's process. */
    private static String turn(Connection connection, String tenant, boolean transaction) throws SQLException {
        try (var scope = TenantContext.of(tenant).enter()) {
            connection.setAutoCommit(!transaction);
            assertThat(Fleet.owners(connection)).containsExactly(tenant);
            String pid = pid(connection);
            if (transaction) {
                connection.commit();
            }
            return pid;
        }
    }

    private static Connection open(TenantConnections connections, String tenant) throws SQLException {
        try (var scope = TenantContext.of(tenant).enter()) {
            return connections.dataSource().getConnection();
        }
    }

    private static Server pooled() {
        String pooled = fleet.main.jdbcUrl(bouncer.port);
        Login app = Fleet.login(fleet.main.app());
        return Server.of("main", pooled, app)
                .withDriverProperty("prepareThreshold", "0")
                .withMaximumPoolSize(2);
    }

    private static Connection plain() throws SQLException {
        var login = fleet.main.app();
        return DriverManager.getConnection(
                fleet.main.jdbcUrl(bouncer.port) + (fleet.main.jdbcUrl().contains("?") ? "&" : "?")
                        + "prepareThreshold=0",
                login.user(),
                login.password());
    }

    private static String pid(Connection connection) throws SQLException {
        return String.valueOf(text(connection, "select pg_backend_pid()"));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
