package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.migrate.drift.Catalog;
import io.tenancy.migrate.drift.CatalogQuery;
import io.tenancy.migrate.drift.Cohort;
import io.tenancy.migrate.drift.Difference;
import io.tenancy.migrate.drift.DriftReport;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.PlacedTarget;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.DatabaseWall;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.postgres.wall.Wall;
import io.tenancy.postgres.wall.WallFunctions;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walls as lines of a script, and drift, where two tenants live in each placement on four servers. */
class PlacementTests {

    private static final String TABLES =
            """
            create sequence item_seq;
            create table item (tenant_id text, id bigint not null, note text, primary key (tenant_id, id));
            create table word (tenant_id varchar(63), item_id bigint not null, word text,
              foreign key (tenant_id, item_id) references item (tenant_id, id));
            create table country (code text primary key);
            select tenancy_wall('item');
            select tenancy_wall('word');
            select tenancy_shared('country');
            """;

    private final List<TestFleet> fleets = List.of(TestFleet.of(), TestFleet.of(), TestFleet.of(), TestFleet.of());
    private final ScriptFolder scripts =
            new ScriptFolder().with("V1__functions.sql", WallFunctions.script()).with("V2__tables.sql", TABLES);
    private final InMemoryTenants directory = InMemoryTenants.of(
            Tenant.active("acme", Placement.sharedRows("s0")),
            Tenant.active("bolt", Placement.sharedRows("s1")),
            Tenant.active("globex", Placement.ownSchema("s0", "t_globex")),
            Tenant.active("hooli", Placement.ownSchema("s1", "t_hooli")),
            Tenant.active("initech", Placement.ownDatabase("s2")),
            Tenant.active("umbrella", Placement.ownDatabase("s3")));

    @BeforeEach
    void provision() throws SQLException {
        for (TestFleet fleet : fleets) {
            TestDatabase database = fleet.main;
            fleet.execute("create schema app");
            database.executeAsSuperuser(
                    "revoke all on database %s from public; grant connect on database %1$s to %s, %s, %s"
                            .formatted(
                                    database.name(),
                                    database.owner().user(),
                                    database.app().user(),
                                    database.operator().user()));
        }
        provision(fleets.get(0), "t_globex");
        provision(fleets.get(1), "t_hooli");
    }

    private static void provision(TestFleet fleet, String schema) throws SQLException {
        try (Connection administrator = fleet.main.connectAsSuperuser()) {
            administrator.setAutoCommit(false);
            TenantSchema.in(administrator, SchemaName.of(schema), fleet.roles())
                    .creation()
                    .runOn(administrator);
            administrator.commit();
        }
    }

    @AfterEach
    void stop() {
        fleets.forEach(TestFleet::close);
        scripts.close();
    }

    @Test
    void aLineOfAScriptPutsUpTheWallOfEachPlacementAndDriftComparesWithin() throws SQLException {
        FleetMigration migration = migration();
        RunReport report = migration.run();
        assertThat(report.isDone()).as(report.text()).isTrue();
        assertThat(migration.drift().text()).hasLineCount(3).contains("2 of 2 are as");

        for (PlacedTarget placed : migration.targets().targets()) {
            MigrationTarget target = placed.target();
            TestFleet fleet = fleet(target);
            Map<MigrationTarget, Catalog> catalogs = new HashMap<>();
            try (Connection owner = fleet.main.connectAsSuperuser()) {
                var query = new CatalogQuery(owner, server(target.server().value(), fleet));
                query.catalogs(List.of(target), catalogs::put);
                Catalog before = catalogs.get(target);
                wall(owner, fleet, target).ddl().runOn(owner);
                owner.commit();
                query.catalogs(List.of(target), catalogs::put);
                assertThat(catalogs.get(target).differencesFrom(before))
                        .as("what the wall in Java would add to %s", target)
                        .isEmpty();
            }
        }
        comparesWithinEachPlacement(migration);
    }

    private void comparesWithinEachPlacement(FleetMigration migration) {
        fleets.get(1).execute("drop policy tenancy_app on app.item; alter table t_hooli.item add column extra int");
        fleets.get(3).execute("create index extra on app.word (word)");
        MigrationTarget umbrella = target(migration, "umbrella");

        DriftReport report = migration.drift();
        assertThat(report.outliers().stream()
                        .collect(Collectors.toMap(
                                outlier -> outlier.target().toString(), outlier -> outlier.differences().stream()
                                        .map(Difference::object)
                                        .toList())))
                .containsOnly(
                        Map.entry("schema 'app', shared, on server 's1'", List.of("policy item.tenancy_app")),
                        Map.entry("schema 't_hooli' of tenant 'hooli' on server 's1'", List.of("column item.extra")),
                        Map.entry("schema 'app' of tenant 'umbrella' on server 's3'", List.of("index extra")));
        assertThat(report.cohorts()).noneMatch(Cohort::hasMajority);
        assertThat(report.text()).contains("name the target that is right");

        DriftReport against = migration.drift(umbrella);
        assertThat(against.outliers()).singleElement().satisfies(outlier -> {
            assertThat(outlier.target().findTenant()).contains(TenantId.of("initech"));
            assertThat(outlier.text()).contains("index extra: expected \"CREATE INDEX ON word");
        });
        assertThat(against.uncompared()).hasSize(4);
    }

    private static Wall wall(Connection connection, TestFleet fleet, MigrationTarget target) throws SQLException {
        var tables = TenantTables.in(connection, target.schema().value(), "tenant_id");
        return switch (target.kind()) {
            case SHARED_ROWS -> RowWall.over(tables, fleet.roles());
            case OWN_SCHEMA ->
                SchemaWall.over(
                        tables,
                        TenantSchema.in(connection, target.schema(), fleet.roles()),
                        target.findTenant().orElseThrow());
            case OWN_DATABASE ->
                DatabaseWall.over(tables, fleet.main.name(), target.findTenant().orElseThrow(), fleet.roles());
        };
    }

    private FleetMigration migration() {
        FleetMigrationBuilder builder = FleetMigration.of(
                directory, fleets.get(0).controlDatabase(), fleets.get(0).controlRoles());
        for (int i = 0; i < fleets.size(); i++) {
            builder.server(server("s" + i, fleets.get(i)));
        }
        return builder.scripts(scripts.location()).build();
    }

    private static MigrationServer server(String name, TestFleet fleet) {
        Server server = fleet.server(name, fleet.main.jdbcUrl());
        return MigrationServer.of(server, TestFleet.login(fleet.main.owner()))
                .withDoctor(Doctor.of(fleet.roles()).withShared("country"));
    }

    private TestFleet fleet(MigrationTarget target) {
        return fleets.get(target.server().value().charAt(1) - '0');
    }

    private static MigrationTarget target(FleetMigration migration, String tenant) {
        return migration.targets().targets().stream()
                .map(PlacedTarget::target)
                .filter(target -> target.findTenant().equals(Optional.of(TenantId.of(tenant))))
                .findFirst()
                .orElseThrow();
    }
}
