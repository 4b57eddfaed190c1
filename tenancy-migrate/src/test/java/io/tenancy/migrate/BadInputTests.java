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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Simulated: PostgreSQL's own error for a full disk, raised by the script after it has made a table. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDiskThatIsFull(boolean fresh) {
        if (!fresh) {
            fleet.migration(scripts).build().run();
        }
        scripts.with(
                "V3__full.sql",
                "create table half (id int);\n"
                        + "do $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$");
        RunReport report = fleet.migration(scripts).build().run();
        assertThat(report.text())
                .contains("tenant 'acme'", "V3__full.sql line 2, SQL state 53100, could not extend file");
        assertThat(fleet.query("select to_regclass('t_acme.half')::text")).containsOnlyNulls();
        assertThat(fleet.ledger("select concat_ws(' ', state, sql_state, script, line, version_to, version_goal)"
                        + " from tenancy.migration_target"))
                .containsExactly("FAILED 53100 V3__full.sql 2" + (fresh ? "" : " 2"));
        scripts.with("V3__full.sql", "create table half (id int)");
        assertThat(fleet.migration(scripts).build().resume().isDone()).isTrue();
        assertThat(fleet.query("select to_regclass('t_acme.half')::text")).containsExactly("t_acme.half");
    }

    /** Not simulated: the server refuses to write more to its disk for this role. */
    @Test
    void aServerThatGivesNoMoreRoomOnItsDisk() {
        String owner = fleet.main.owner().user();
        fleet.main.executeAsSuperuser("alter role " + owner + " set temp_file_limit = '64kB'");
        scripts.with(
                "V3__sorted.sql",
                "set local work_mem = '64kB';\n"
                        + "create table sorted as select md5(i::text) as hash from generate_series(1, 20000) i order by 1");
        RunReport report = fleet.migration(scripts).build().run();
        assertThat(report.text())
                .contains("tenant 'acme'", "V3__sorted.sql line 2, SQL state 53400", "temp_file_limit");
        assertThat(fleet.ledger("select state from tenancy.migration_target")).containsExactly("FAILED");
        fleet.main.executeAsSuperuser("alter role " + owner + " reset temp_file_limit");
        assertThat(fleet.migration(scripts).build().resume().isDone()).isTrue();
        assertThat(fleet.query("select count(*)::text from t_acme.sorted")).containsExactly("20000");
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
        assertThat(fleet.migration(scripts).build().resume().isDone()).isTrue();
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
        assertThat(fleet.ledger("select state from tenancy.migration_target")).containsExactly("FAILED");
        mend.run();
        assertThat(fleet.migration(scripts).build().resume().isDone()).isTrue();
    }
}
