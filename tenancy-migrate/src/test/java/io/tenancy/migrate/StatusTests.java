package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.directory.InMemoryTenants;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.testkit.wire.Relay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is behind is known after a few queries, however many schemas there are. */
class StatusTests {

    private static final int MOST_QUERIES = 10;

    @Test
    void takesFewQueriesForManySchemas() {
        assertFewQueries(60);
    }

    @Test
    @Tag("stress")
    void takesFewQueriesForAThousandSchemas() {
        assertFewQueries(1000);
    }

    private static void assertFewQueries(int size) {
        try (TestFleet fleet = TestFleet.ofSize(size);
                ScriptFolder scripts =
                        ScriptFolder.ofTables(1).with("R__v.sql", "create or replace view v as select 1 as one");
                Relay relay =
                        Relay.to(fleet.main.server().host(), fleet.main.server().port())) {
            FleetMigration migration =
                    fleet.migration(scripts, fleet.main.jdbcUrl(relay.port())).build();
            assertThat(migration.run().with(Outcome.MIGRATED)).hasSize(size);
            long startOfFlyway = statementsOfReadingScripts(fleet, relay);
            relay.reset();
            RunReport report = migration.run();
            assertThat(report.with(Outcome.UP_TO_DATE)).hasSize(size);
            assertThat(relay.statements() - startOfFlyway)
                    .as("queries of the survey")
                    .isPositive()
                    .isLessThanOrEqualTo(MOST_QUERIES);
        }
    }

    /** Flyway reads its scripts with a database at hand: so many statements, whatever the number of schemas. */
    private static long statementsOfReadingScripts(TestFleet fleet, Relay relay) {
        try (ScriptFolder scripts =
                ScriptFolder.ofTables(1).with("R__v.sql", "create or replace view v as select 1 as one")) {
            relay.reset();
            FleetMigration.of(InMemoryTenants.of(), fleet.controlDatabase(), fleet.controlRoles())
                    .server(MigrationServer.of(
                            fleet.server("main", fleet.main.jdbcUrl(relay.port())),
                            TestFleet.login(fleet.main.owner())))
                    .scripts(scripts.location())
                    .build()
                    .status();
            return relay.statements();
        }
    }

    @Test
    void namesWhatFlywayRefusesAndTouchesItNot() {
        try (TestFleet fleet = TestFleet.of("acme", "globex", "initech");
                ScriptFolder scripts = ScriptFolder.ofTables(2)) {
            fleet.migration(scripts).build().run();
            fleet.execute("update t_globex.flyway_schema_history set checksum = 7 where version = '2'");
            scripts.with("V3__table_3.sql", ScriptFolder.table(3));
            FleetMigration migration = fleet.migration(scripts).build();

            assertThat(migration.status().targets())
                    .extracting(TargetState::standing)
                    .containsExactly(Standing.BEHIND, Standing.INVALID, Standing.BEHIND);
            RunReport report = migration.run();
            assertThat(report.with(Outcome.MIGRATED)).hasSize(2);
            assertThat(report.text()).contains("'t_globex' of tenant 'globex'", "checksum mismatch", "version 2");
            assertThat(fleet.query("select count(*)::text from t_globex.flyway_schema_history"))
                    .containsExactly("2");
        }
    }

    @Test
    void aServiceDoesNotStartBehind() {
        try (TestFleet fleet = TestFleet.of("acme");
                ScriptFolder scripts = ScriptFolder.ofTables(1)) {
            FleetMigration migration = fleet.migration(scripts).build();
            migration.atStart(StartMode.NONE);
            assertThatThrownBy(() -> migration.atStart(StartMode.VALIDATE))
                    .isInstanceOf(FleetBehindException.class)
                    .hasMessageContaining("schema 't_acme' of tenant 'acme' on server 'main' is FRESH");
            migration.atStart(StartMode.MIGRATE);
            migration.atStart(StartMode.VALIDATE);
            scripts.with("V2__wrong.sql", "create table wrong (id nonsense)");
            assertThatThrownBy(() -> fleet.migration(scripts).build().atStart(StartMode.MIGRATE))
                    .isInstanceOf(FleetFailedException.class)
                    .hasMessageContaining("V2__wrong.sql line 1, SQL state 42704");
        }
    }
}
