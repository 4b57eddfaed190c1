package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTests {

    private final List<String> problems = new ArrayList<>();

    @Test
    void whatIsTypedBeatsTheEnvironmentWhichBeatsTheFile() {
        Map<String, String> file = Map.of("server.eu-2.url", "file", "scripts", "file", "control.url", "file");
        Map<String, String> environment =
                Map.of("TENANCY_SERVER_EU_2_URL", "environment", "TENANCY_SCRIPTS", "environment");
        var settings = new Settings(Map.of(), Map.of("scripts", "typed"), environment, file);
        assertThat(settings.find("scripts")).contains("typed");
        assertThat(settings.find("server.eu-2.url")).contains("environment");
        assertThat(settings.find("control.url")).contains("file");
        assertThat(settings.find("control.user")).isEmpty();
    }

    @Test
    void aPasswordThatWasAskedForBeatsAll(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "in a file\nsecond line\n");
        Map<String, String> environment = Map.of("TENANCY_CONTROL_PASSWORD", "environment");
        Map<String, String> file = Map.of("control.password", "file");
        Map<String, String> typed = Map.of("control.password-file", secret.toString());
        assertThat(password(new Settings(Map.of("control", "asked"), typed, environment, file)))
                .contains("asked");
        assertThat(password(new Settings(Map.of(), typed, environment, file))).contains("in a file");
        assertThat(password(new Settings(Map.of(), Map.of(), environment, file)))
                .contains("environment");
        assertThat(password(new Settings(Map.of(), Map.of(), Map.of(), file))).contains("file");
        assertThat(problems).isEmpty();
    }

    @Test
    void aPasswordThatIsNowhereIsAProblem() {
        var nothing = new Settings(Map.of(), Map.of(), Map.of(), Map.of());
        var lost = new Settings(Map.of(), Map.of("control.password-file", "/no/such/file"), Map.of(), Map.of());
        assertThat(password(nothing)).isEmpty();
        assertThat(password(lost)).isEmpty();
        assertThat(problems).hasSize(2).anyMatch(problem -> problem.contains("TENANCY_CONTROL_PASSWORD"));
    }

    @Test
    void theirTextShowsNoValue() {
        var settings = new Settings(
                Map.of("control", "hunter2"),
                Map.of(),
                Map.of("TENANCY_CONTROL_PASSWORD", "hunter2"),
                Map.of("control.password", "hunter2"));
        assertThat(settings).hasToString("settings [control.password]");
    }

    @Test
    void aFileAndAPromptWillDo() {
        try (var fleet = new ShellFleet("acme").script("V1__one.sql", "select 1")) {
            Path file = fleet.file(
                    "tenancy.properties",
                    """
                    control.url = %s
                    control.user = %s
                    control.reader = %s
                    control.registrar = %s
                    server.main.url = %s
                    server.main.schema = app
                    server.main.connections = 2
                    server.main.owner.user = %s
                    server.main.owner.password = %s
                    scripts = %s
                    """
                            .formatted(
                                    fleet.control.jdbcUrl(),
                                    fleet.control.owner().user(),
                                    fleet.control.app().user(),
                                    fleet.control.operator().user(),
                                    fleet.main.jdbcUrl(),
                                    fleet.main.owner().user(),
                                    fleet.main.owner().password(),
                                    fleet.environment.get("TENANCY_SCRIPTS")));
            fleet.environment.clear();
            var questions = new ArrayList<String>();
            PasswordPrompt prompt = question -> {
                questions.add(question);
                return Optional.of(fleet.control.owner().password());
            };
            assertThat(fleet.run("migrate", "--config", file.toString()).exitCode())
                    .isEqualTo(2);
            var ended = fleet.run(prompt, "migrate", "--config", file.toString(), "--ask-password", "control");
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(questions).containsExactly("Password of control");
        }
    }

    private Optional<String> password(Settings settings) {
        return settings.findPassword("control", problems);
    }
}
