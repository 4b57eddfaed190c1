package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.TenantConnections;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTests {

    private static Fleet fleet;
    private static TenantConnections connections;

    @BeforeAll
    static void start() throws SQLException {
        fleet = new Fleet();
        connections = fleet.connections();
    }

    @AfterAll
    static void stop() {
        connections.close();
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Fleet.ROWS, Fleet.SCHEMA, Fleet.DATABASE})
    void aReadTakesNoTripMoreThanWithoutTenancy(String tenant) throws Exception {
        assertThat(trips(tenant, connection -> {
                    assertThat(Fleet.owners(connection)).containsExactly(tenant);
                    connection.commit();
                }))
                .isEqualTo(2);
    }

    private static long trips(String tenant, Fleet.Work work) throws Exception {
        Fleet.as(connections, tenant, connection -> {});
        long before = fleet.relay.roundTrips();
        Fleet.as(connections, tenant, connection -> {
            connection.setAutoCommit(false);
            work.with(connection);
        });
        return fleet.relay.roundTrips() - before;
    }
}
