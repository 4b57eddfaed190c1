package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.cli.ShellFleet.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is told in a line or two that say what is to be mended, without a stack trace. */
class MishapTests {

    private static final ShellFleet FLEET =
            new ShellFleet("acme", "globex").withDoctor().script("V1__one.sql", "select 1");

    @AfterAll
    static void stop() {
        FLEET.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"history nobody", "repair nobody", "migrate --tenant nobody", "migrate --canary nobody"})
    void aTenantThatNobodyKnows(String line) {
        assertTold(FLEET.run(line.split(" ")), 2, "Tenant 'nobody' is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "migrate", "doctor"})
    void aControlDatabaseThatIsAway(String line) {
        String away = " --set control.url=jdbc:postgresql://localhost:1/none";
        assertTold(FLEET.run((line + away).split(" ")), 1, "localhost:1");
    }

    @Test
    void aControlDatabaseThatRefusesTheLogin() {
        assertTold(FLEET.run("status", "--set", "control.user=stranger"), 1, "stranger");
    }

    @Test
    void aLoginThatMayNotReadTheDirectory() {
        String stranger = FLEET.main.owner().user();
        Ended ended = FLEET.run(
                "status",
                "--set",
                "control.user=" + stranger,
                "--set",
                "control.password-file="
                        + FLEET.file("password", FLEET.main.owner().password()));
        assertTold(ended, 1, "permission denied");
    }

    @Test
    void aFolderOfScriptsThatIsNotThere() {
        assertTold(FLEET.run("migrate", "--set", "scripts=filesystem:/no/such/folder"), 2, "/no/such/folder");
    }

    @Test
    void aServerThatIsAwayFailsItsSchemasAlone() {
        String away = "server.main.url=jdbc:postgresql://localhost:1/none";
        Ended status = FLEET.run("status", "--set", away);
        assertThat(status.exitCode()).isEqualTo(5);
        assertThat(status.out()).contains("unreachable: schema 't_acme'", "localhost:1");
        Ended migrate = FLEET.run("migrate", "--set", away);
        assertThat(migrate.exitCode()).isEqualTo(3);
        assertThat(migrate.lines())
                .hasSize(2)
                .element(1)
                .asString()
                .contains("failed: 2 schemas on server 'main' ('t_acme', 't_globex'): ", "localhost:1");
        Ended drift = FLEET.run("drift", "--set", away);
        assertThat(drift.exitCode()).isEqualTo(3);
        assertThat(drift.lines()).hasSize(2).element(0).asString().contains("were not compared", "localhost:1");
        Ended history = FLEET.run("history", "acme", "--set", away);
        assertThat(history.exitCode()).isEqualTo(3);
        assertThat(history.out())
                .contains("failed: schema 't_acme'", "localhost:1")
                .doesNotContain("\tat ");
        assertTold(FLEET.run("doctor", "--set", away), 1, "Server 'main' is unavailable");
    }

    @Test
    void aSchemaInWhichTheOwnerMayDoNothing() {
        try (var fleet = new ShellFleet("acme").script("V1__one.sql", "select 1")) {
            fleet.main.executeAsSuperuser("drop schema t_acme; create schema t_acme");
            Ended ended = fleet.run("migrate");
            assertThat(ended.exitCode()).isEqualTo(3);
            assertThat(ended.out())
                    .contains("failed: schema 't_acme'", "42501, permission denied for schema t_acme")
                    .doesNotContain("\tat ");
        }
    }

    private static void assertTold(Ended ended, int exitCode, String what) {
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(what).doesNotContain("\tat ");
        assertThat(ended.err().lines()).hasSizeBetween(1, 2);
    }
}
