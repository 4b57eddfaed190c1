package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The program as a process, with a signal. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class InterruptionTests {

    private static final String WAITS_FOR_THE_TEST =
            "do $$ begin while not pg_try_advisory_xact_lock(4711) loop perform pg_sleep(0.05); end loop; end $$";

    private static final String WAIT_UNTIL_IT_WAITS =
            """
            do $$ begin
              while not exists (select from pg_stat_activity
                  where application_name = 'tenancy migrate' and wait_event = 'PgSleep') loop
                perform pg_sleep(0.02);
                perform pg_stat_clear_snapshot();
              end loop;
            end $$""";

    @Test
    void aSignalLetsTheSchemaAtWorkFinishAndNoOtherBegin() throws Exception {
        try (var fleet = new ShellFleet("acme", "globex", "initech").script("V1__waits.sql", WAITS_FOR_THE_TEST);
                Connection blocker = fleet.main.connectAsSuperuser();
                Statement statement = blocker.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            Process process = start(fleet);
            try (BufferedReader out = process.inputReader();
                    BufferedReader err = process.errorReader()) {
                statement.execute(WAIT_UNTIL_IT_WAITS);
                // As Ctrl-C does, which a shell has its jobs in the background ignore, and they their children.
                process.toHandle().destroy();
                var lines = new ArrayList<String>();
                String line = err.readLine();
                while (line != null && !line.startsWith("Interrupted")) {
                    lines.add(line);
                    line = err.readLine();
                }
                assertThat(line).isEqualTo("Interrupted: schemas at work are finished, no others begin.");
                // Nothing of Flyway's.
                assertThat(lines).hasSize(2).element(1).isEqualTo("wave 'rest': 3 schemas");
                statement.execute("select pg_advisory_unlock(4711)");
                String printed = String.join("\n", out.lines().toList());
                String more = String.join("\n", err.lines().toList());
                assertThat(process.waitFor()).as(printed + more).isEqualTo(130);
                assertThat(printed).contains("1 migrated, 0 up to date, 0 failed, 2 not tried", "stopped: interrupted");
                fleet.assertNoPassword(printed + more);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(fleet.run("migrate", "--resume").out()).contains("2 migrated, 0 up to date, 0 failed");
        }
    }

    private static Process start(ShellFleet fleet) throws Exception {
        var builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "migrate",
                "--concurrency",
                "1");
        builder.environment().putAll(fleet.environment);
        return builder.start();
    }
}
