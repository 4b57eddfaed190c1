package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.TenantId;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.pool.Login;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.refusal.UnknownTenantException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong is said so that somebody can mend it, and the next run goes on. */
class BadInputTests {

    private final TestFleet fleet = TestFleet.of("acme");
    private final ScriptFolder scripts = ScriptFolder.ofTables(2);

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    @Test
    void aFolderThatIsNotThere() {
        assertThatThrownBy(() -> fleet.migration(scripts)
                        .scripts("filesystem:/no/such/folder")
                        .build()
                        .run())
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("filesystem:/no/such/folder");
    }

    @Test
    void twoScriptsOfOneVersion() {
        scripts.with("V2__again.sql", "select 1");
        assertThatThrownBy(() -> fleet.migration(scripts).build().plan())
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("more than one migration with version 2");
    }

    @Test
    void anAppliedScriptThatWasEdited() {
        fleet.migration(scripts).build().run();
        scripts.with("V2__table_2.sql", "create table other (id int)");
        assertFailedThenDone(
                "checksum mismatch for migration version 2",
                () -> scripts.with("V2__table_2.sql", ScriptFolder.table(2)));
    }

    @Test
    void aScriptThatComesTooLate() {
        fleet.migration(scripts).build().run();
        scripts.with("V1.5__late.sql", "create table late (id int)");
        assertFailedThenDone("resolved migration not applied to database: 1.5", () -> scripts.remove("V1.5__late.sql"));
    }

    @Test
    void aStatementThatFails() {
        scripts.with("V3__wrong.sql", "create table things (id int);\ninsert into things values ('secret')");
        RunReport report = fleet.migration(scripts).build().run();
        assertThat(report.text())
                .contains("V3__wrong.sql line 2, SQL state 22P02, invalid input syntax for type integer")
                .doesNotContain("insert into");
        scripts.with("V3__wrong.sql", "create table things (id int)");
        assertThat(fleet.migration(scripts).build().run().isDone()).isTrue();
    }

    @Test
    void aDiskThatIsFull() {
        scripts.with(
                "V3__full.sql", "do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$");
        assertThat(fleet.migration(scripts).build().run().text())
                .contains("V3__full.sql line 1, SQL state 53100, could not extend file");
        scripts.with("V3__full.sql", "select 1");
        assertThat(fleet.migration(scripts).build().resume().isDone()).isTrue();
    }

    @Test
    void aTenantThatNobodyKnows() {
        assertThatThrownBy(() -> fleet.migration(scripts).build().run(Set.of(TenantId.of("nobody"))))
                .isInstanceOf(UnknownTenantException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void aSchemaThatIsNotThere() {
        fleet.execute("drop schema t_acme");
        assertFailedThenDone(
                "There is no such schema. Make it with TenantSchemas.create",
                () -> fleet.execute("create schema t_acme"));
    }

    @Test
    void aLoginThatMayNotWriteThere() {
        fleet.main.executeAsSuperuser("drop schema t_acme; create schema t_acme");
        assertFailedThenDone(
                "SQL state 42501, permission denied for schema t_acme",
                () -> fleet.main.executeAsSuperuser(
                        "alter schema t_acme owner to " + fleet.main.owner().user()));
    }

    @Test
    void aServerThatDoesNotAnswer() {
        var dead = fleet.server("main", "jdbc:postgresql://localhost:1/none");
        RunReport report = FleetMigration.of(fleet.directory, fleet.controlDatabase(), fleet.controlRoles())
                .server(MigrationServer.of(dead, Login.of("owner", "secret")))
                .scripts(scripts.location())
                .build()
                .run();
        assertThat(report.with(Outcome.FAILED)).hasSize(1);
        assertThat(report.text())
                .contains("Server 'main' is unavailable", "localhost:1", "08001")
                .doesNotContain("secret");
        assertThat(fleet.migration(scripts).build().run().isDone()).isTrue();
    }

    @Test
    void aFleetWithoutServersAndWithoutTime() {
        assertThatThrownBy(() -> FleetMigration.of(fleet.directory, fleet.controlDatabase(), fleet.controlRoles())
                        .lease(Duration.ZERO)
                        .build())
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("2 problems")
                .hasMessageContaining("no server")
                .hasMessageContaining("lease");
    }

    private void assertFailedThenDone(String message, Runnable mend) {
        RunReport report = fleet.migration(scripts).build().run();
        assertThat(report.with(Outcome.FAILED)).hasSize(1);
        assertThat(report.text()).contains(message);
        mend.run();
        assertThat(fleet.migration(scripts).build().run().isDone()).isTrue();
    }
}
