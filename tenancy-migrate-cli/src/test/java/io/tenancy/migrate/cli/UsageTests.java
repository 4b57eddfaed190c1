package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.cli.ShellFleet.Ended;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be meant as it was typed or set. */
class UsageTests {

    private static ShellFleet fleet;

    @BeforeAll
    static void start() {
        fleet = new ShellFleet("acme", "globex").script("V1__one.sql", "select 1");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    /** Each would end with something else if it were meant well. */
    @Test
    void theSameFleetCanBeMigrated() {
        assertThat(fleet.run("migrate").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sweep",
                "status --password=hunter2",
                "status hunter2",
                "status --set control.password=hunter2",
                "status --set hunter2",
                "status --config /no/such/file",
                "migrate --tenant A!B",
                "migrate --tenant nobody",
                "migrate --dry-run --tenant nobody",
                "migrate --tenant acme --canary globex",
                "migrate --resume --dry-run",
                "migrate --fail-fast --keep-going",
                "migrate --concurrency 0",
                "migrate --concurrency many",
                "repair",
                "baseline acme",
                "baseline --at latest acme",
                "history",
                "drift --reference nobody",
                "doctor",
                "doctor --set doctor.tenant-type=money",
                "status --set doctor.tenant-column=\u0000",
                "status --set doctor.tenant-setting=nodot",
                "draft",
                "draft --classpath /no/such/file --entities io.tenancy",
                "draft --classpath . --entities com.nobody",
                "draft --classpath . --entities com.nobody --tenant nobody",
                "undo"
            })
    void endsWithTwo(String line) {
        Ended ended = fleet.run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isNotBlank().doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "status --help", "migrate -h", "repair --help"})
    void helpIsNoMistake(String line) {
        Ended ended = fleet.run(line.split(" "));
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("Usage: tenancy-migrate");
    }

    @Test
    void undoIsRefusedInFavourOfACompensation() {
        for (String line : List.of("undo", "undo acme --to 3")) {
            Ended ended = fleet.run(line.split(" "));
            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err()).startsWith("Undo is refused").contains("tenancy-migrate compensate");
        }
    }

    @Test
    void theReleaseIsShown() {
        Ended ended = fleet.run("--version");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("tenancy-migrate ");
    }

    @Test
    void allProblemsOfTheSettingsAreNamedAtOnce() {
        Map<String, String> whole = Map.copyOf(fleet.environment);
        fleet.environment.keySet().removeAll(Set.of("TENANCY_CONTROL_USER", "TENANCY_SCRIPTS"));
        fleet.environment.put("TENANCY_SERVER_MAIN_URL", "jdbc:postgresql://host/db?password=hunter2");
        Ended ended = fleet.run("status", "--set", "sripts=filesystem:x");
        fleet.environment.putAll(whole);
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("4 problems", "TENANCY_CONTROL_USER", "TENANCY_SCRIPTS", "'sripts' is no setting")
                .contains("'server.main.url' holds a user or a password");
    }
}
