package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code pg_stat_activity} shows of a tenant at work. */
class ActivityNameTests extends InFleet {

    private static final String LONG = "a".repeat(60) + "-xy";

    @Test
    void theTenantIsShownInFullAndInFrontOfItWhatThereIsRoomFor() {
        assertThat(ActivityName.of("tenancy", TenantId.of("acme"))).isEqualTo("tenancy acme");
        assertThat(ActivityName.of("x".repeat(80), TenantId.of("acme")))
                .hasSize(63)
                .endsWith("x acme");
        assertThat(ActivityName.of("tenancy", TenantId.of(LONG))).isEqualTo(LONG);
        assertThat(ActivityName.of("tenancy", TenantId.of("b".repeat(61)))).isEqualTo("t " + "b".repeat(61));
    }

    /** PostgreSQL writes each of their bytes as four, and cuts off the end. */
    @Test
    void lettersThatAreNotAsciiDoNotPushTheTenantOut() {
        assertThat(ActivityName.of("Büro 🙂", TenantId.of("acme"))).isEqualTo("B?ro ? acme");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void isShownForTheLengthOfATransactionWithoutARoundTrip(String tenant) throws Exception {
        try (TenantConnections shown =
                fleet.builder().showTenantsInActivity(true).build()) {
            Fleet.as(shown, tenant, Fleet::owners);
            long before = fleet.relay.roundTrips();
            Fleet.as(shown, tenant, connection -> {
                connection.setAutoCommit(false);
                assertThat(seen(connection)).isEqualTo("tenancy " + tenant);
                connection.commit();
            });
            assertThat(fleet.relay.roundTrips() - before).isEqualTo(2);
            Fleet.as(shown, Fleet.other(tenant), connection -> assertThat(seen(connection))
                    .isEqualTo("tenancy " + Fleet.other(tenant)));
        }
    }

    @Test
    void theApplicationsOwnNameStandsInFront() throws Exception {
        try (TenantConnections shown = TenantConnections.builder(fleet.tenants)
                .server(fleet.server("main", fleet.main).withDriverProperty("ApplicationName", "billing"))
                .showTenantsInActivity(true)
                .build()) {
            Fleet.as(shown, Fleet.ROWS, connection -> assertThat(seen(connection))
                    .isEqualTo("billing rows-a"));
        }
    }

    @Test
    void isNotShownUnlessAskedFor() throws Exception {
        try (var scope = TenantContext.of(Fleet.ROWS).enter();
                Connection connection = connections.openCurrent()) {
            assertThat(List.of(seen(connection))).containsExactly("tenancy main-rows");
        }
    }

    private static String seen(Connection connection) throws Exception {
        return text(connection, "select application_name from pg_stat_activity where pid = pg_backend_pid()");
    }
}
