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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        findsSeeded(Alteration.packed(), 3, 1);
    }

    @Test
    void doesNotNameRangesThatWereMadeAtDifferentTimes() throws SQLException {
        try (TestFleet fleet = provisioned(3)) {
            FleetMigration migration = fleet.migration(scripts).build();
            String late = fleet.tenants.get(0);
            alter(
                    fleet,
                    TestFleet.schema(late),
                    """
                    drop table part_2026;
                    create table part_2027 partition of part for values from ('2027-01-01') to ('2028-01-01')
                      partition by list (id);
                    create table part_2027_one partition of part_2027 for values in (1)""");
            assertThat(migration.drift().outliers()).isEmpty();
            alter(fleet, TestFleet.schema(late), "alter table part add column more int");
            assertThat(objects(migration.drift()))
                    .isEqualTo(Map.of(late, Set.of("column part.more", "column part_rest.more")));
        }
    }

    @Test
    @Tag("stress")
    void finds500In1000() throws SQLException {
        long seed = Long.getLong("drift.seed", System.nanoTime());
        System.out.println("-Ddrift.seed=" + seed);
        List<List<Alteration>> each = Stream.iterate(0, i -> i + 1)
                .limit(500)
                .map(i -> List.of(Alteration.ALL.get(i % Alteration.ALL.size())))
                .toList();
        findsSeeded(each, 500, seed);
    }

    /** @param intact so many schemas are left as they are */
    private void findsSeeded(List<List<Alteration>> altered, int intact, long seed) throws SQLException {
        int schemas = altered.size() + intact;
        try (TestFleet fleet = provisioned(schemas)) {
            FleetMigration migration = fleet.migration(scripts).build();
            assertThat(migration.drift().text())
                    .contains("OWN_SCHEMA, version 1", schemas + " of " + schemas + " are as")
                    .hasLineCount(1);

            var tenants = new ArrayList<>(fleet.tenants);
            Collections.shuffle(tenants, new Random(seed));
            var expected = new HashMap<String, Set<String>>();
            for (int i = 0; i < altered.size(); i++) {
                var objects = new HashSet<String>();
                for (Alteration alteration : altered.get(i)) {
                    alter(fleet, TestFleet.schema(tenants.get(i)), alteration.sql());
                    objects.addAll(alteration.objects());
                }
                expected.put(tenants.get(i), objects);
            }
            long began = System.nanoTime();
            DriftReport report = migration.drift(target(migration, tenants.get(schemas - 1)));
            System.out.printf(
                    "drift: %d schemas, %d outliers, %d ms%n",
                    schemas, report.outliers().size(), (System.nanoTime() - began) / 1_000_000);

            assertThat(objects(report)).containsExactlyInAnyOrderEntriesOf(expected);
            assertThat(report.cohorts()).extracting(Cohort::alike).containsExactly(intact);
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
}
