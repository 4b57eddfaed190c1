package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** What is left on a connection when it goes back, and what happens when it breaks. */
class ReleaseTests extends InFleet {

    @AfterEach
    void nothingIsIdleInTransaction() throws SQLException {
        try (Connection superuser = fleet.main.connectAsSuperuser();
                PreparedStatement query = superuser.prepareStatement("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and state like 'idle in transaction%'");
                ResultSet row = query.executeQuery()) {
            row.next();
            assertThat(row.getLong(1)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void anOpenTransactionIsRolledBack(String tenant) throws Exception {
        as(tenant, connection -> {
            connection.setAutoCommit(false);
            insert(connection, tenant, 500);
        });
        as(tenant, connection -> assertThat(count(connection, "item where id = 500"))
                .isZero());
    }

    @ParameterizedTest
    @MethodSource("placements")
    void aTransactionBegunByTextIsRolledBack(String tenant) throws Exception {
        as(tenant, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("begin");
            }
            insert(connection, tenant, 501);
            assertThat(count(connection, "item where id = 501")).isEqualTo(1);
        });
        as(tenant, connection -> assertThat(count(connection, "item where id = 501"))
                .isZero());
    }

    @ParameterizedTest
    @MethodSource("placements")
    void aFailedTransactionIsRolledBack(String tenant) throws Exception {
        as(tenant, connection -> {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> number(connection, "select 1 / 0")).isInstanceOf(SQLException.class);
        });
        as(tenant, connection -> assertThat(Fleet.owners(connection)).containsExactly(tenant));
    }

    @Test
    void theNextTenantOnTheSameConnectionSeesItsOwn() throws Exception {
        Set<Integer> backends = new HashSet<>();
        for (String tenant : new String[] {Fleet.ROWS, Fleet.OTHER_ROWS, Fleet.ROWS, Fleet.OTHER_ROWS}) {
            as(tenant, connection -> {
                connection.setAutoCommit(false);
                assertThat(Fleet.owners(connection)).containsExactly(tenant);
                backends.add(connection.unwrap(PGConnection.class).getBackendPID());
            });
        }
        // One backend served both, else this shows nothing.
        assertThat(backends).hasSize(1);
    }

    @Test
    void afterATransactionTheConnectionIsNobodys() throws Exception {
        Set<Integer> backends = new HashSet<>();
        as(Fleet.ROWS, connection -> {
            assertThat(Fleet.owners(connection)).containsExactly(Fleet.ROWS);
            backends.add(connection.unwrap(PGConnection.class).getBackendPID());
        });
        try (Connection unbound = connections.openUnbound()) {
            assertThat(Fleet.owners(unbound)).isEmpty();
            assertThat(text(unbound, "select current_setting('tenancy.tenant_id', true)"))
                    .isEmpty();
            backends.add(unbound.unwrap(PGConnection.class).getBackendPID());
        }
        assertThat(backends).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void aConnectionWhoseBackendWasKilledIsNotUsedAgain(String tenant) throws Exception {
        as(tenant, connection -> {
            connection.setAutoCommit(false);
            insert(connection, tenant, 502);
            kill(connection.unwrap(PGConnection.class).getBackendPID());
            assertThatThrownBy(() -> Fleet.owners(connection)).isInstanceOf(SQLException.class);
        });
        as(tenant, connection -> {
            assertThat(Fleet.owners(connection)).containsExactly(tenant);
            assertThat(count(connection, "item where id = 502")).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void aConnectionThatWasCutIsNotUsedAgain(String tenant) throws Exception {
        // At many of the bytes of the exchange that binds and reads, and behind it.
        for (int bytes = 1; bytes <= 400; bytes += 19) {
            readsOwnAfterAtMostOneBrokenConnection(tenant);
            fleet.relay.cutAfterBytes(bytes);
            readsOwnAfterAtMostOneBrokenConnection(tenant);
            fleet.relay.cut();
            readsOwnAfterAtMostOneBrokenConnection(Fleet.other(tenant));
        }
    }

    /** HikariCP does not test a connection that was used half a second ago; a broken one is then found by its user. */
    private static void readsOwnAfterAtMostOneBrokenConnection(String tenant) throws Exception {
        Fleet.Work read = connection -> assertThat(Fleet.owners(connection)).containsExactly(tenant);
        try {
            inTransaction(tenant, read);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith("08");
            inTransaction(tenant, read);
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void anAbortedConnectionIsNotUsedAgain(String tenant) throws Exception {
        assertThatCode(() -> as(tenant, connection -> {
                    connection.setAutoCommit(false);
                    insert(connection, tenant, 503);
                    connection.abort(Runnable::run);
                }))
                .doesNotThrowAnyException();
        assertThatCode(() -> as(tenant, connection -> {
                    assertThat(Fleet.owners(connection)).containsExactly(tenant);
                    assertThat(count(connection, "item where id = 503")).isZero();
                }))
                .doesNotThrowAnyException();
    }

    private static void kill(int backend) throws SQLException {
        try (Connection superuser = fleet.main.connectAsSuperuser();
                PreparedStatement statement = superuser.prepareStatement("select pg_terminate_backend(?, 60000)")) {
            statement.setInt(1, backend);
            statement.execute();
        }
    }
}
