package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import io.tenancy.postgres.TenantConnections;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a transaction can lose its binding, and that the next statement brings it again. */
class StaleBindingTests extends InFleet {

    @ParameterizedTest
    @MethodSource("placements")
    void afterCommit(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            assertSeesOwnOnly(connection, tenant);
            connection.commit();
            assertSeesOwnOnly(connection, tenant);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void afterRollback(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            assertSeesOwnOnly(connection, tenant);
            connection.rollback();
            assertSeesOwnOnly(connection, tenant);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void afterCommitRollbackAndChainAsText(String tenant) throws Exception {
        for (String text : new String[] {
            "commit", " /* why */ COMMIT", "rollback", "-- why\nend", "abort", "commit and chain", "rollback and chain"
        }) {
            inTransaction(tenant, connection -> {
                assertSeesOwnOnly(connection, tenant);
                try (Statement statement = connection.createStatement()) {
                    statement.execute(text);
                }
                assertSeesOwnOnly(connection, tenant);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void afterRollbackToSavepoint(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            Savepoint savepoint = connection.setSavepoint();
            assertSeesOwnOnly(connection, tenant);
            connection.rollback(savepoint);
            assertSeesOwnOnly(connection, tenant);
            connection.releaseSavepoint(savepoint);
            assertSeesOwnOnly(connection, tenant);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void afterRollbackToSavepointAsText(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("savepoint here");
                assertSeesOwnOnly(connection, tenant);
                statement.execute("rollback to here");
                assertSeesOwnOnly(connection, tenant);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void afterAFailedFirstStatementInsideASavepoint(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            Savepoint savepoint = connection.setSavepoint();
            assertThatThrownBy(() -> number(connection, "select 1 / 0"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22012"));
            connection.rollback(savepoint);
            assertSeesOwnOnly(connection, tenant);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void afterAFailedFirstStatement(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            assertThatThrownBy(() -> number(connection, "select 1 / 0")).isInstanceOf(SQLException.class);
            connection.rollback();
            assertSeesOwnOnly(connection, tenant);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void underConservativeAutosave(String tenant) throws Exception {
        try (TenantConnections conservative = TenantConnections.builder(fleet.tenants)
                .server(fleet.server("main", fleet.main).withDriverProperty("autosave", "conservative"))
                .server(fleet.server("first", fleet.first).withDriverProperty("autosave", "conservative"))
                .build()) {
            for (int i = 0; i < 12; i++) {
                Fleet.as(conservative, tenant, connection -> {
                    connection.setAutoCommit(false);
                    assertSeesOwnOnly(connection, tenant);
                    assertSeesOwnOnly(connection, tenant);
                    connection.rollback();
                });
            }
        }
    }

    /** The driver goes back to a savepoint that it set before the binding: the transaction is open and bound to nobody. */
    @Test
    void afterAFailedFirstStatementThatTheDriverTookBack() throws Exception {
        try (TenantConnections conservative = TenantConnections.builder(fleet.tenants)
                .server(fleet.server("main", fleet.main)
                        .withDriverProperty("autosave", "conservative")
                        .withDriverProperty("prepareThreshold", "1"))
                .build()) {
            Fleet.as(conservative, Fleet.ROWS, connection -> {
                connection.setAutoCommit(false);
                try (PreparedStatement kept = connection.prepareStatement("select note as lost from item")) {
                    for (int i = 0; i < 5; i++) {
                        kept.execute();
                        connection.commit();
                    }
                    loseOnTheServer(connection, "select note as lost from item");
                    assertThatThrownBy(kept::execute)
                            .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                    .isEqualTo("26000"));
                }
                assertSeesOwnOnly(connection, Fleet.ROWS);
            });
        }
    }

    private static void loseOnTheServer(Connection connection, String prepared) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    do $$ begin
                      execute (select string_agg('deallocate ' || quote_ident(name), ';')
                               from pg_prepared_statements where statement = '%s');
                    end $$"""
                            .formatted(prepared));
        }
        connection.commit();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void inAStatementKeptAcrossTransactions(String tenant) throws Exception {
        as(tenant, connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement kept =
                    connection.prepareStatement("select tenant_id from item where id = ? order by 1")) {
                kept.setLong(1, 1);
                // More often than prepareThreshold, so that the server prepares it both with the binding and alone.
                for (int i = 0; i < 12; i++) {
                    assertThat(owner(kept)).isEqualTo(tenant);
                    assertThat(owner(kept)).isEqualTo(tenant);
                    connection.commit();
                }
                connection.rollback();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void inAutoCommitEachStatementIsBoundForItself(String tenant) throws Exception {
        as(tenant, connection -> {
            assertSeesOwnOnly(connection, tenant);
            long before = count(connection, "counter");
            assertThat(insertCounters(connection, tenant, 1)).containsExactly(1);
            assertThat(insertCounters(connection, tenant, 3)).containsExactly(1, 1, 1);
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("insert into counter default values"))
                        .isEqualTo(1);
                statement.setFetchSize(1);
                assertThat(statement.executeUpdate("insert into counter default values"))
                        .isEqualTo(1);
                try (ResultSet rows = statement.executeQuery("select tenant_id from counter")) {
                    while (rows.next()) {
                        assertThat(rows.getString(1)).isEqualTo(tenant);
                    }
                }
            }
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(count(connection, "counter")).isEqualTo(before + 6);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void aFailedBatchOfOneIsABatchException(String tenant) throws Exception {
        as(tenant, connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into item (tenant_id, id, note) values (?, 1, 'again')")) {
                statement.setString(1, tenant);
                statement.addBatch();
                assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo("23505");
                    assertThat(e.getUpdateCounts()).containsExactly(Statement.EXECUTE_FAILED);
                    assertThat(e.getCause()).isInstanceOf(SQLException.class);
                });
            }
            connection.rollback();
            assertSeesOwnOnly(connection, tenant);
            connection.rollback();
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void setTransactionGoesFirstAndTheNextStatementIsBound(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level serializable, read only");
            }
            assertSeesOwnOnly(connection, tenant);
            assertThat(text(connection, "show transaction_isolation")).isEqualTo("serializable");
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void readOnlySerializableByJdbc(String tenant) throws Exception {
        as(tenant, connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            assertSeesOwnOnly(connection, tenant);
            assertThat(text(connection, "show transaction_isolation")).isEqualTo("serializable");
            // The tenant may be written, so the driver's own refusal is the truth.
            assertThatThrownBy(() -> insert(connection, tenant, 77))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
            connection.rollback();
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void cursorsDeliverAllRows(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select i, (select min(tenant_id) from item) from generate_series(1, 95) i")) {
                statement.setFetchSize(10);
                int seen = 0;
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isEqualTo(++seen);
                        assertThat(rows.getString(2)).isEqualTo(tenant);
                    }
                }
                assertThat(seen).isEqualTo(95);
            }
        });
    }

    private static void assertSeesOwnOnly(Connection connection, String tenant) throws SQLException {
        assertThat(Fleet.owners(connection)).containsExactly(tenant);
    }

    private static int[] insertCounters(Connection connection, String tenant, int rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into counter (tenant_id) values (?)")) {
            for (int i = 0; i < rows; i++) {
                statement.setString(1, tenant);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static String owner(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            String owner = rows.getString(1);
            assertThat(rows.next()).isFalse();
            return owner;
        }
    }
}
