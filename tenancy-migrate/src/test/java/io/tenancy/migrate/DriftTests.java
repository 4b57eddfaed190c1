package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.migrate.drift.Cohort;
import io.tenancy.migrate.drift.Difference;
import io.tenancy.migrate.drift.DriftReport;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.PlacedTarget;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Schemas of tenants that were changed by hand, and those that were not. */
class DriftTests {

    private final ScriptFolder scripts = new ScriptFolder().with("V1__all.sql", Alteration.SCRIPT);

    @AfterEach
    void stop() {
        scripts.close();
    }

    @Test
    void namesEveryAlterationAndNothingElse() throws SQLException {
        findsSeeded(Alteration.ALL.size() + 8, Alteration.ALL.size(), 1);
    }

    @Test
    @Tag("stress")
    void finds500In1000() throws SQLException {
        long seed = Long.getLong("drift.seed", System.nanoTime());
        System.out.println("-Ddrift.seed=" + seed);
        findsSeeded(1000, 500, seed);
    }

    private void findsSeeded(int schemas, int alterations, long seed) throws SQLException {
        long start = System.nanoTime();
        try (TestFleet fleet = provisioned(schemas)) {
            FleetMigration migration = fleet.migration(scripts).build();
            System.out.println("provisioned " + (System.nanoTime() - start) / 1_000_000);
            assertThat(migration.drift().text())
                    .contains("OWN_SCHEMA, version 1", schemas + " of " + schemas + " are as")
                    .hasLineCount(1);

            var random = new Random(seed);
            var tenants = new ArrayList<>(fleet.tenants);
            Collections.shuffle(tenants, random);
            var expected = new HashMap<String, Set<String>>();
            for (int i = 0; i < alterations; i++) {
                Alteration alteration = Alteration.ALL.get(i % Alteration.ALL.size());
                alter(fleet, TestFleet.schema(tenants.get(i)), alteration.sql());
                expected.put(tenants.get(i), alteration.objects());
            }
            System.out.println("altered " + (System.nanoTime() - start) / 1_000_000);
            if (Boolean.getBoolean("drift.explain")) {
                explain(fleet);
            }
            MigrationTarget intact = target(migration, tenants.get(schemas - 1));
            long began = System.nanoTime();
            DriftReport report = migration.drift(intact);
            System.out.printf(
                    "drift: %d schemas, %d outliers, %d ms%n",
                    schemas, report.outliers().size(), (System.nanoTime() - began) / 1_000_000);

            assertThat(objects(report)).containsExactlyInAnyOrderEntriesOf(expected);
            assertThat(report.cohorts()).extracting(Cohort::alike).containsExactly(schemas - alterations);
        }
    }

    private static Map<String, Set<String>> objects(DriftReport report) {
        return report.outliers().stream()
                .collect(Collectors.toMap(
                        outlier -> outlier.target().findTenant().orElseThrow().value(),
                        outlier -> outlier.differences().stream()
                                .map(Difference::object)
                                .collect(Collectors.toSet())));
    }

    private static MigrationTarget target(FleetMigration migration, String tenant) {
        return migration.targets().targets().stream()
                .map(PlacedTarget::target)
                .filter(target -> target.findTenant().orElseThrow().value().equals(tenant))
                .findFirst()
                .orElseThrow();
    }

    /** Schemas with their roles, migrated, each behind its wall. */
    private TestFleet provisioned(int size) throws SQLException {
        TestFleet fleet = TestFleet.ofSizeWithoutSchemas(size);
        Roles roles = fleet.roles();
        try (Connection administrator = fleet.main.connectAsSuperuser()) {
            administrator.setAutoCommit(false);
            for (String tenant : fleet.tenants) {
                TenantSchema.in(administrator, SchemaName.of(TestFleet.schema(tenant)), roles)
                        .creation()
                        .runOn(administrator);
                administrator.commit();
            }
            assertThat(fleet.migration(scripts).build().run().isDone()).isTrue();
            for (String tenant : fleet.tenants) {
                SchemaName name = SchemaName.of(TestFleet.schema(tenant));
                TenantSchema schema = TenantSchema.in(administrator, name, roles);
                var tables = TenantTables.in(administrator, name.value(), "tenant_id");
                SchemaWall.over(tables, schema, TenantId.of(tenant)).ddl().runOn(administrator);
                administrator.commit();
            }
        }
        return fleet;
    }

    private static void alter(TestFleet fleet, String schema, String sql) throws SQLException {
        try (Connection administrator = fleet.main.connectAsSuperuser();
                Statement statement = administrator.createStatement()) {
            statement.execute("set search_path = " + schema);
            statement.execute(sql.replace("current_schema", schema)
                    .replace("the_owner", fleet.main.owner().user()));
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void explain(TestFleet fleet) throws SQLException {
        try (Connection administrator = fleet.main.connectAsSuperuser();
                Statement statement = administrator.createStatement()) {
            administrator.setAutoCommit(false);
            String sql = io.tenancy.migrate.drift.CatalogText.SQL + io.tenancy.migrate.drift.CatalogQuery.FINGERPRINT;
            String schemas = fleet.tenants.stream()
                    .limit(500)
                    .map(TestFleet::schema)
                    .collect(Collectors.joining(",", "'{", "}'"));
            for (String v : List.of(schemas, schemas, schemas, "'{owner,app}'", "'{owner,app}'", "'tenant_id'")) {
                sql = sql.replaceFirst("\\?::", java.util.regex.Matcher.quoteReplacement(v) + "::");
            }
            try (var rows = statement.executeQuery("explain (analyze, buffers off) " + sql)) {
                while (rows.next()) {
                    System.out.println(rows.getString(1));
                }
            }
        }
    }
}
