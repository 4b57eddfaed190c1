package io.tenancy.postgres;

import static io.tenancy.postgres.Fleet.DATABASE;
import static io.tenancy.postgres.Fleet.OTHER_DATABASE;
import static io.tenancy.postgres.Fleet.OTHER_SCHEMA;
import static io.tenancy.postgres.Fleet.ROWS;
import static io.tenancy.postgres.Fleet.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.postgres.doctor.BrokenWallException;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is served through a gap, and nobody pays for the search twice. */
class WallCheckTests {

    private static Fleet fleet;

    @BeforeAll
    static void open() throws SQLException {
        fleet = new Fleet();
    }

    @AfterAll
    static void close() {
        fleet.close();
    }

    @Test
    void servesEverybodyBehindWholeWalls() throws Exception {
        try (TenantConnections connections = fleet.builder().build().examinedBy(roles -> Doctor.of(roles))) {
            for (String tenant : List.of(ROWS, SCHEMA, OTHER_SCHEMA, DATABASE, OTHER_DATABASE)) {
                Fleet.as(connections, tenant, connection -> assertThat(Fleet.owners(connection))
                        .containsExactly(tenant));
            }
        }
    }

    @Test
    void needsNeitherTheOwnersNorTheOperatorsPassword() throws Exception {
        var tenants = fleet.tenants;
        var app = Server.of("main", fleet.main.jdbcUrl(), Fleet.login(fleet.main.app()));
        try (TenantConnections connections = TenantConnections.builder(tenants)
                .server(app)
                .build()
                .examinedBy(roles -> Doctor.of(roles).withShared("country"))) {
            Fleet.as(connections, SCHEMA, connection -> assertThat(Fleet.owners(connection))
                    .containsExactly(SCHEMA));
        }
    }

    @Test
    void stopsTheStartWithEveryGapOfEveryServer() {
        fleet.main.execute(fleet.main.owner(), "alter table app.item disable row level security");
        fleet.main.executeAsSuperuser("grant temporary on database " + fleet.main.name() + " to public");
        fleet.first.execute(fleet.first.owner(), "alter table app.item drop constraint tenancy_tenant");
        try (TenantConnections connections = fleet.connections()) {
            assertThatExceptionOfType(TenancyConfigurationException.class)
                    .isThrownBy(() -> connections.examinedBy(roles -> Doctor.of(roles)))
                    .satisfies(e -> assertThat(e.problems())
                            .satisfiesExactly(
                                    problem -> assertThat(problem).startsWith("server 'main': [temp-granted] database"),
                                    problem -> assertThat(problem)
                                            .startsWith("server 'main': [rls-off] table app.item: found")
                                            .contains("Remedy: alter table \"app\".\"item\" enable row level security")
                                            .endsWith("See docs/doctor.md#rls-off."),
                                    problem -> assertThat(problem)
                                            .startsWith("server 'first': [tenant-check-missing] table app.item")
                                            .contains("check (\"tenant_id\" = 'database-a')")));
        } finally {
            fleet.main.execute(fleet.main.owner(), "alter table app.item enable row level security");
            fleet.main.executeAsSuperuser("revoke temporary on database " + fleet.main.name() + " from public");
            fleet.first.execute(
                    fleet.first.owner(),
                    "alter table app.item add constraint tenancy_tenant check (tenant_id = 'database-a')");
        }
    }

    @Test
    void refusesTheTenantOfABrokenSchemaAndNobodyElse() throws Exception {
        var events = new ArrayList<TenancyEvent>();
        String schema = Fleet.schemaOf(SCHEMA).value();
        String app = fleet.main.app().user();
        fleet.main.execute(fleet.main.owner(), "grant usage on schema " + schema + " to " + app);
        try (TenantConnections connections =
                fleet.builder().listener(events::add).build()) {
            assertThatExceptionOfType(TenancyConfigurationException.class)
                    .isThrownBy(() -> connections.examinedBy(roles -> Doctor.of(roles)))
                    .withMessageContaining("[unnamed-schema] schema " + schema);
        }
        fleet.main.execute(
                fleet.main.owner(),
                "revoke usage on schema " + schema + " from " + app + "; alter table " + schema
                        + ".item drop constraint tenancy_tenant");
        try (TenantConnections connections =
                fleet.builder().listener(events::add).build().examinedBy(roles -> Doctor.of(roles))) {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(BrokenWallException.class)
                        .isThrownBy(() -> Fleet.as(connections, SCHEMA, connection -> {}))
                        .withMessageContaining("[tenant-check-missing] table " + schema + ".item");
            }
            assertThat(events).hasSize(2).hasOnlyElementsOfType(AccessRefused.class);
            Fleet.as(connections, OTHER_SCHEMA, connection -> assertThat(Fleet.owners(connection))
                    .containsExactly(OTHER_SCHEMA));
        } finally {
            fleet.main.execute(
                    fleet.main.owner(),
                    "alter table " + schema + ".item add constraint tenancy_tenant check (tenant_id = '" + SCHEMA
                            + "')");
        }
    }

    /** The directory is wrong, or was changed by somebody who should not. */
    @Test
    void refusesTheSchemaOrDatabaseOfAnotherTenant() throws Exception {
        var wrong = InMemoryTenants.of(
                Tenant.active(
                        "schema-c",
                        Placement.ownSchema("main", Fleet.schemaOf(SCHEMA).value())),
                Tenant.active("database-c", Placement.ownDatabase("first")),
                Tenant.active("rows-c", Placement.sharedRows("second")));
        try (TenantConnections connections = TenantConnections.builder(wrong)
                .server(fleet.server("main", fleet.main))
                .server(fleet.server("first", fleet.first))
                .server(fleet.server("second", fleet.second))
                .build()
                .examinedBy(roles -> Doctor.of(roles))) {
            for (String tenant : List.of("schema-c", "database-c", "rows-c")) {
                assertThatExceptionOfType(BrokenWallException.class)
                        .as(tenant)
                        .isThrownBy(() -> Fleet.as(connections, tenant, connection -> {}));
            }
        }
    }

    @Test
    void refusesAServerWithoutTablesWhenItsFirstTenantComes() throws Exception {
        try (TestDatabase empty = fleet.main.server().createDatabase()) {
            var tenants = InMemoryTenants.of(Tenant.active("rows-c", Placement.sharedRows("empty")));
            try (TenantConnections connections = TenantConnections.builder(tenants)
                    .server(fleet.server("empty", empty))
                    .build()
                    .examinedBy(roles -> Doctor.of(roles))) {
                assertThatExceptionOfType(BrokenWallException.class)
                        .isThrownBy(() -> Fleet.as(connections, "rows-c", connection -> {}))
                        .withMessageContaining("[no-tenant-table] schema app: found no such schema");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ROWS, SCHEMA, DATABASE})
    void costsNothingOnceAPlaceIsExamined(String tenant) throws Exception {
        try (TenantConnections plain = fleet.connections();
                TenantConnections examined = fleet.connections().examinedBy(roles -> Doctor.of(roles))) {
            Fleet.as(plain, tenant, Fleet::owners);
            Fleet.as(examined, tenant, Fleet::owners);
            long expected = roundTrips(plain, tenant);

            assertThat(roundTrips(examined, tenant)).isLessThanOrEqualTo(expected);
        }
    }

    private static long roundTrips(TenantConnections connections, String tenant) throws Exception {
        fleet.relay.reset();
        Fleet.as(connections, tenant, Fleet::owners);
        return fleet.relay.roundTrips();
    }
}
