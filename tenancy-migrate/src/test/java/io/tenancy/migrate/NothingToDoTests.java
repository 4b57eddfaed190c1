package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.testkit.wire.Relay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run with nothing to do asks a server a few questions, however many schemas it has. */
class NothingToDoTests {

    private static final long MOST = 10;

    @Test
    void asksTheServerAFewQuestions() {
        run(30);
    }

    @Test
    @Tag("stress")
    void asksTheServerAFewQuestionsForAThousandSchemas() {
        run(1_000);
    }

    /** Counted on the wire: every statement, those of the driver when it connects too. */
    private static void run(int schemas) {
        try (TestFleet fleet = TestFleet.ofSize(schemas);
                ScriptFolder scripts = ScriptFolder.ofTables(2);
                Relay relay =
                        Relay.to(fleet.main.server().host(), fleet.main.server().port())) {
            FleetMigration migration =
                    fleet.migration(scripts, fleet.main.jdbcUrl(relay.port())).build();
            assertThat(migration.run().with(Outcome.MIGRATED)).hasSize(schemas);
            long before = relay.statements();
            assertThat(before).as("statements of the run that had work").isGreaterThan(schemas);
            assertThat(migration.run().with(Outcome.UP_TO_DATE)).hasSize(schemas);
            long asked = relay.statements() - before;
            System.out.printf("%d schemas, nothing to do: %d statements on the server.%n", schemas, asked);
            assertThat(asked).isBetween(1L, MOST);
        }
    }
}
