package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers come, change and go while the service runs. */
class ChangingServersTests {

    private final TestDatabase first = TestServer.shared().createDatabase();
    private final TestDatabase second = TestServer.shared().createDatabase();
    private final Server main = Server.of("main", first.jdbcUrl(), Fleet.login(first.app()));
    private final Server other = Server.of("other", second.jdbcUrl(), Fleet.login(second.app()));
    private final TenantConnections connections = TenantConnections.builder(InMemoryTenants.of(
                    Tenant.active("a", Placement.sharedRows("main")),
                    Tenant.active("b", Placement.sharedRows("other"))))
            .server(main)
            .build();

    @AfterEach
    void close() {
        connections.close();
        first.close();
        second.close();
    }

    @Test
    void aNewPasswordIsUsedForNewConnectionsAndOldOnesRetire() throws Exception {
        try (var scope = TenantContext.of("a").enter()) {
            Connection held = connections.openCurrent();
            long before = backend(held);
            String newPassword = "rotated";
            first.executeAsSuperuser("alter role " + first.app().user() + " password '" + newPassword + "'");
            connections.change(main.withApp(Login.of(first.app().user(), newPassword)));
            try (Connection fresh = connections.openCurrent()) {
                assertThat(backend(fresh)).isNotEqualTo(before);
            }
            assertThat(backend(held)).isEqualTo(before);
            held.close();
            try (Connection one = connections.openCurrent();
                    Connection two = connections.openCurrent()) {
                assertThat(backend(one)).isNotEqualTo(before);
                assertThat(backend(two)).isNotEqualTo(before);
            }
        }
    }

    @Test
    void aChangeThatCannotWorkChangesNothing() throws Exception {
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() ->
                        connections.change(main.withApp(Login.of(first.app().user(), "wrong"))))
                .satisfies(refusal -> assertThat(refusal.problems())
                        .singleElement()
                        .asString()
                        .contains("server 'main'", "28P01"));
        assertThatThrownBy(() -> connections.change(other)).isInstanceOf(ServerUnavailableException.class);
        try (var scope = TenantContext.of("a").enter();
                Connection connection = connections.openCurrent()) {
            assertThat(backend(connection)).isPositive();
        }
    }

    @Test
    void anAddedServerServesItsTenantsUntilItIsRemoved() throws Exception {
        try (var scope = TenantContext.of("b").enter()) {
            assertThatThrownBy(connections::openCurrent).isInstanceOf(ServerUnavailableException.class);
            connections.add(other);
            connections.warmUp(ServerName.of("other"), PoolKind.ROWS, 2);
            try (Connection held = connections.openCurrent()) {
                assertThat(backend(held)).isPositive();
                assertThatThrownBy(() -> connections.remove(ServerName.of("other")))
                        .isInstanceOf(TenancyConfigurationException.class)
                        .hasMessageContaining("pool other-rows: 1 active, 1 idle")
                        .hasMessageContaining("Move or suspend its tenants first");
                assertThat(backend(held)).isPositive();
            }
            connections.remove(ServerName.of("other"));
            assertThat(connections.statistics()).isEmpty();
            assertThatThrownBy(connections::openCurrent).isInstanceOf(ServerUnavailableException.class);
        }
    }

    @Test
    void aServerIsAddedOnceAndIfItIsSound() {
        assertThatThrownBy(() -> connections.add(main))
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("named twice");
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> connections.add(other.withMaximumPoolSize(0)
                        .withMaximumConnections(0)
                        .withDriverProperty("autosave", "always")))
                .satisfies(refusal -> assertThat(refusal.problems()).hasSize(3));
        assertThat(connections.servers()).containsExactly(main);
    }

    @Test
    void theLastServerStays() {
        assertThatThrownBy(() -> connections.remove(ServerName.of("main")))
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("last one");
    }

    @Test
    void aChangedCeilingHoldsAtOnce() throws Exception {
        connections.change(main.withMaximumConnections(1));
        try (var scope = TenantContext.of("a").enter();
                Connection held = connections.openCurrent()) {
            assertThat(backend(held)).isPositive();
            assertThat(connections.statistics()).singleElement().satisfies(pool -> assertThat(pool.maximum())
                    .isEqualTo(1));
            connections.change(main.withMaximumConnections(2));
            try (Connection second = connections.openCurrent()) {
                assertThat(backend(second)).isPositive();
            }
        }
    }

    private static long backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
