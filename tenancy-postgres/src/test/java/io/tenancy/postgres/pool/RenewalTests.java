package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class RenewalTests {

    private static final PoolName ROWS = new PoolName(ServerName.of("main"), PoolKind.ROWS);
    private static final String QUERY = "select value from app.setting";

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final Server server = Server.of("main", database.jdbcUrl(), Fleet.login(database.app()))
            .withMaximumPoolSize(2)
            .withConnectionTimeout(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void replacesEachConnectionOnceHoweverManyAsk() throws Exception {
        try (ServerPools pools = ServerPools.of(List.of(server), new PoolListener() {}, null)) {
            Set<Integer> before = twoBackends(pools);
            long borrowed = System.nanoTime();
            pools.renew(ROWS, borrowed);
            Set<Integer> after = twoBackends(pools);
            assertThat(after).doesNotContainAnyElementsOf(before);
            pools.renew(ROWS, borrowed);
            assertThat(twoBackends(pools)).isEqualTo(after);
        }
    }

    @Test
    void aVoidPlanFailsOnceForAllConnectionsOfThePool() throws Exception {
        database.execute(
                database.owner(),
                """
                create schema app;
                create table app.setting (value int);
                grant usage on schema app to %1$s;
                grant select on app.setting to %1$s
                """
                        .formatted(database.app().user()));
        var tenants = InMemoryTenants.of(Tenant.active("a", Placement.sharedRows("main")));
        try (TenantConnections connections =
                        TenantConnections.builder(tenants).server(server).build();
                var scope = TenantContext.of("a").enter()) {
            try (Connection first = transaction(connections);
                    Connection second = transaction(connections)) {
                for (int i = 0; i < 8; i++) { // until the driver has it prepared on the server
                    query(first);
                    query(second);
                }
                first.commit();
                second.commit();
            }
            database.execute(database.owner(), "alter table app.setting alter column value type text");
            try (Connection either = transaction(connections)) {
                assertThatThrownBy(() -> queryTwice(either))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("0A000"));
            }
            try (Connection first = transaction(connections);
                    Connection second = transaction(connections)) {
                queryTwice(first);
                queryTwice(second);
            }
        }
    }

    private static Set<Integer> twoBackends(ServerPools pools) throws SQLException {
        try (Connection first = pools.borrow(ROWS);
                Connection second = pools.borrow(ROWS)) {
            return Set.of(backend(first), backend(second));
        }
    }

    private static int backend(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private static Connection transaction(TenantConnections connections) throws SQLException {
        Connection connection = connections.openCurrent();
        connection.setAutoCommit(false);
        return connection;
    }

    /** The first one carries the binding, and is another statement. */
    private static void queryTwice(Connection connection) throws SQLException {
        query(connection);
        query(connection);
    }

    private static void query(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(QUERY);
                ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isFalse();
        }
    }
}
