package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import io.tenancy.postgres.TenantConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The binding does its work whichever of pgjdbc's harmless options are set. */
class DriverOptionTests extends InFleet {

    @ParameterizedTest
    @CsvSource({
        "reWriteBatchedInserts, true",
        "prepareThreshold, 1",
        "prepareThreshold, 0",
        "defaultRowFetchSize, 2",
        "binaryTransfer, false",
        "autosave, conservative",
        "adaptiveFetch, true",
        "preferQueryMode, extendedForPrepared",
        "preferQueryMode, extendedCacheEverything"
    })
    void tenantsFollowEachOtherOnOneConnection(String option, String value) throws Exception {
        try (TenantConnections connections = TenantConnections.builder(fleet.tenants)
                .server(fleet.server("main", fleet.main).withDriverProperty(option, value))
                .build()) {
            for (int i = 0; i < 14; i++) {
                for (String tenant : new String[] {Fleet.ROWS, Fleet.OTHER_ROWS, Fleet.SCHEMA, Fleet.OTHER_SCHEMA}) {
                    Fleet.as(connections, tenant, connection -> readWriteAndRollBack(connection, tenant));
                }
            }
        }
    }

    private static void readWriteAndRollBack(Connection connection, String tenant) throws SQLException {
        assertThat(Fleet.owners(connection)).containsExactly(tenant);
        connection.setAutoCommit(false);
        long before = count(connection, "counter");
        insertCounters(connection, tenant, 1);
        insertCounters(connection, tenant, 4);
        assertThat(count(connection, "counter")).isEqualTo(before + 5);
        connection.rollback();
        assertThat(Fleet.owners(connection)).containsExactly(tenant);
        connection.rollback();
    }

    private static void insertCounters(Connection connection, String tenant, int rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into counter (tenant_id) values (?)")) {
            for (int i = 0; i < rows; i++) {
                insert.setString(1, tenant);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(rows);
        }
    }
}
