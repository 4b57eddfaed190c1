package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.SchemaVersionRange;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.script.Scripts;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.migrate.wave.StopRule;
import io.tenancy.migrate.wave.Wave;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.directory.CachedTenantDirectory;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.directory.DirectoryListener;
import io.tenancy.postgres.directory.VersionGate;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.refusal.SchemaVersionException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guide's own words, on three tenants in shared rows, an own schema, and an own database. */
class MigrationGuideTests {

    private static final SchemaName OWN = SchemaName.of("t_globex");

    private final TestFleet fleet = TestFleet.of();
    private final TestFleet second = TestFleet.of();
    private final ScriptFolder scripts = ScriptFolder.ofTables(1);
    private final InMemoryTenants directory = InMemoryTenants.of(
            Tenant.active("acme", Placement.sharedRows("main")),
            Tenant.active("globex", Placement.ownSchema("main", OWN.value())),
            Tenant.active("initech", Placement.ownDatabase("second")),
            Tenant.active("moving", Placement.ownSchema("main", "t_moving")).withStatus(TenantStatus.MOVING));

    @BeforeEach
    void provision() throws Exception {
        try (Connection administrator = fleet.main.connectAsSuperuser()) {
            administrator.setAutoCommit(false);
            TenantSchema.in(administrator, OWN, roles(fleet)).creation().runOn(administrator);
            administrator.commit();
        }
    }

    @AfterEach
    void stop() {
        fleet.close();
        second.close();
        scripts.close();
    }

    @Test
    void migratesEveryPlacement() {
        Server main = fleet.server("main", fleet.main.jdbcUrl());
        Server other = fleet.server("second", second.main.jdbcUrl());
        Login owner = TestFleet.login(fleet.main.owner());
        Login otherOwner = TestFleet.login(second.main.owner());
        ControlDatabase control = fleet.controlDatabase();
        ControlRoles controlRoles = fleet.controlRoles();
        String location = scripts.location();

        FleetMigration fleet = FleetMigration.of(directory, control, controlRoles)
                .server(MigrationServer.of(main, owner))
                .server(MigrationServer.of(other, otherOwner).withConnections(8))
                .scripts(location)
                .build();
        RunReport report = fleet.run();

        assertThat(report.with(Outcome.MIGRATED))
                .extracting(target -> target.target().toString())
                .containsExactly(
                        "schema 'app', shared, on server 'main'",
                        "schema 't_globex' of tenant 'globex' on server 'main'",
                        "schema 'app' of tenant 'initech' on server 'second'");
        assertThat(report.skipped()).hasSize(1);
        fleet.atStart(StartMode.VALIDATE);
    }

    @Test
    void aNewTableWithoutItsWallIsAFailure() {
        Doctor doctor = Doctor.of(roles(fleet));
        MigrationServer server = MigrationServer.of(
                        fleet.server("main", fleet.main.jdbcUrl()), TestFleet.login(fleet.main.owner()))
                .withDoctor(doctor);
        var tenants = InMemoryTenants.of(Tenant.active("globex", Placement.ownSchema("main", OWN.value())));
        scripts.with(
                "V1__table_1.sql",
                "create table item (tenant_id text not null, id bigint, primary key (tenant_id, id))");
        FleetMigration migration = FleetMigration.of(tenants, fleet.controlDatabase(), fleet.controlRoles())
                .server(server)
                .scripts(scripts.location())
                .build();
        RunReport report = migration.run();
        assertThat(report.with(Outcome.MIGRATED)).hasSize(1);
        assertThat(report.isHealthy()).isFalse();
        assertThat(report.isDone()).isFalse();
        assertThat(report.text()).contains("t_globex.item", "alter table \"t_globex\".\"item\" add constraint");
    }

    @Test
    void servesTheVersionsThatItKnows() throws Exception {
        var globex = InMemoryTenants.of(Tenant.active("globex", Placement.ownSchema("main", OWN.value())));
        Server main = fleet.server("main", fleet.main.jdbcUrl());
        FleetMigration migration = FleetMigration.of(globex, fleet.controlDatabase(), fleet.controlRoles())
                .server(MigrationServer.of(main, TestFleet.login(fleet.main.owner())))
                .scripts(scripts.location())
                .build();
        assertThat(migration.run().isDone()).isTrue();
        ControlDatabase reader = ControlDatabase.of(fleet.control.jdbcUrl(), TestFleet.login(fleet.control.app()));
        CachedTenantDirectory tenants = CachedTenantDirectory.of(globex);

        VersionGate gate = VersionGate.serving(SchemaVersionRange.atLeast("2"), reader.dataSource());
        try (var listener = DirectoryListener.start(reader, tenants, gate);
                var connections = TenantConnections.builder(tenants)
                        .server(main)
                        .versionGate(gate)
                        .build()) {
            TenantContext.of("globex").run(() -> assertThatThrownBy(connections::openCurrent)
                    .isInstanceOf(SchemaVersionException.class)
                    .hasMessageContaining("'globex'")
                    .hasMessageContaining("at least 2")
                    .hasMessageContaining("version 1"));
            assertThat(connections.statistics()).as("open pools").isEmpty();
            assertThat(listener.awaitListening(Duration.ofMinutes(1))).isTrue();
            scripts.with("V2__table_2.sql", ScriptFolder.table(2));
            assertThat(migration.run().isDone()).isTrue();
            // The cached version is forgotten at some moment after the commit: the guarantee is the expiry.
            gate.forget(main.name(), OWN);
            try (var scope = TenantContext.of("globex").enter();
                    Connection connection = connections.openCurrent()) {
                assertThat(connection.isValid(10)).isTrue();
            }
        }
    }

    @Test
    void goesInWaves() {
        FleetMigrationBuilder builder = fleet.migration(scripts);
        builder.waves(
                        Wave.canary("acme"),
                        Wave.of("free", tenant -> "free"
                                        .equals(tenant.attributes().get("plan")))
                                .withStopRule(StopRule.share(0.01))
                                .withConnections(2))
                .lockTimeout(Duration.ofSeconds(1))
                .scripts(Scripts.in(scripts.location())
                        .withFlyway(flyway -> flyway.placeholders(Map.of("currency", "EUR"))));
        MigrationPlan plan = builder.build().plan();
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.waves()).hasSize(3);
    }

    private static Roles roles(TestFleet fleet) {
        return Roles.of(
                fleet.main.owner().user(),
                fleet.main.app().user(),
                fleet.main.operator().user());
    }
}
