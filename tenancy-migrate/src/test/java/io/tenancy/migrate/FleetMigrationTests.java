package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run from the first script to the last, as plain Flyway would have it. */
class FleetMigrationTests {

    private final TestFleet fleet = TestFleet.of("acme", "globex", "initech");
    private final ScriptFolder scripts = ScriptFolder.ofTables(3);

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    @Test
    void migratesEverySchemaAndThenHasNothingToDo() {
        FleetMigration migration = fleet.migration(scripts).build();
        assertThat(migration.status().with(Standing.FRESH)).hasSize(3);

        RunReport report = migration.run();
        assertThat(report.text()).contains("3 migrated, 0 up to date, 0 failed");
        assertThat(report.isDone()).isTrue();
        assertThat(report.targets()).extracting(TargetReport::versionTo).containsOnly("3");
        for (String tenant : fleet.tenants) {
            assertThat(fleet.query("select note from " + TestFleet.schema(tenant) + ".item_3"))
                    .containsExactly(TestFleet.schema(tenant));
        }

        assertThat(migration.status().isUpToDate()).isTrue();
        assertThat(migration.run().with(Outcome.UP_TO_DATE)).hasSize(3);
        assertThat(fleet.ledger("select distinct state || ' ' || version_to || ' ' || attempt"
                        + " from tenancy.migration_target"))
                .containsExactly("DONE 3 1");
    }

    @Test
    void addsTheNextScriptToWhatIsThere() {
        fleet.migration(scripts).build().run();
        scripts.with("V4__table_4.sql", ScriptFolder.table(4))
                .with("R__view.sql", "create or replace view v as select 1 as one");
        FleetMigration migration = fleet.migration(scripts).build();
        assertThat(migration.plan().text())
                .contains("schema 't_acme' of tenant 'acme'", "V4__table_4.sql, R__view.sql");

        RunReport report = migration.run();
        assertThat(report.with(Outcome.MIGRATED))
                .allSatisfy(target -> assertThat(target.versionFrom()).isEqualTo("3"))
                .extracting(TargetReport::versionTo)
                .containsOnly("4");
        assertThat(migration.status().isUpToDate()).isTrue();
    }

    @Test
    void plainFlywayFindsEveryTargetValid() {
        fleet.migration(scripts).build().run();
        for (String tenant : fleet.tenants) {
            Flyway flyway = plainFlyway(tenant);
            flyway.validate();
            assertThat(flyway.info().applied()).hasSize(3);
            assertThat(flyway.migrate().migrationsExecuted).isZero();
        }
    }

    @Test
    void goesOnWherePlainFlywayStopped() {
        plainFlyway("acme").migrate();
        RunReport report = fleet.migration(scripts).build().run();
        assertThat(report.with(Outcome.UP_TO_DATE))
                .extracting(target -> target.target().schema().value())
                .containsExactly("t_acme");
        assertThat(report.with(Outcome.MIGRATED)).hasSize(2);
    }

    private Flyway plainFlyway(String tenant) {
        return Flyway.configure()
                .dataSource(
                        fleet.main.jdbcUrl(),
                        fleet.main.owner().user(),
                        fleet.main.owner().password())
                .defaultSchema(TestFleet.schema(tenant))
                .locations(scripts.location())
                .load();
    }
}
