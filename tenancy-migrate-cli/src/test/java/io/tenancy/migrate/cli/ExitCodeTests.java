package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.cli.ShellFleet.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a shell is told, and what a person reads. */
class ExitCodeTests {

    private static final String POISON =
            """
            create table thing (id int);
            do $$ begin if current_schema() = 't_globex' then perform 1 / 0; end if; end $$;
            """;

    private final ShellFleet fleet = new ShellFleet("acme", "globex", "initech")
            .script(
                    "V1__item.sql",
                    "create table item (tenant_id text not null, id bigint, primary key (tenant_id, id))");

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void zeroWhenAllIsDoneAndFiveBefore() {
        Ended before = fleet.run("status");
        assertThat(before.exitCode()).isEqualTo(5);
        assertThat(before.lines())
                .contains("fresh: schema 't_acme' of tenant 'acme' on server 'main', version none: V1__item.sql")
                .endsWith("3 schemas: 3 fresh");

        Ended migrated = fleet.run("migrate", "--concurrency", "2");
        assertThat(migrated.exitCode()).as(migrated.err()).isZero();
        assertThat(migrated.out()).contains("3 migrated, 0 up to date, 0 failed, 0 not tried");
        assertThat(migrated.err())
                .contains("wave 'rest': 3 schemas")
                .contains("migrated: schema 't_acme' of tenant 'acme' on server 'main', none to 1");

        Ended after = fleet.run("status");
        assertThat(after.exitCode()).isZero();
        assertThat(after.lines()).containsExactly("3 schemas: 3 up to date");
    }

    @Test
    void threeForAPoisonedTenantWhoseScriptAndLineAreNamed() {
        fleet.script("V2__poison.sql", POISON);
        Ended ended = fleet.run("migrate");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .contains("2 migrated, 0 up to date, 1 failed, 0 not tried")
                .contains("failed: schema 't_globex' of tenant 'globex' on server 'main': V2__poison.sql line 2,"
                        + " SQL state 22012, division by zero");

        fleet.script("V2__poison.sql", "create table thing (id int)");
        Ended resumed = fleet.run("migrate", "--resume");
        assertThat(resumed.exitCode()).as(resumed.out()).isZero();
        assertThat(resumed.out()).contains("1 migrated, 0 up to date, 0 failed");
    }

    @Test
    void threeForAPoisonedCanaryAndNobodyElseIsTouched() {
        fleet.script("V2__poison.sql", POISON);
        Ended ended = fleet.run("migrate", "--canary", "globex");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .contains("0 migrated, 0 up to date, 1 failed, 2 not tried")
                .contains("stopped: wave 'canary'");
    }

    @Test
    void aTenantOnTheMoveIsNoCanaryAndIsNotMigrated() {
        fleet.control.executeAsSuperuser("update tenancy.tenant set status = 'MOVING' where id = 'globex'");
        Ended canary = fleet.run("migrate", "--canary", "globex");
        assertThat(canary.exitCode()).isEqualTo(2);
        assertThat(canary.err()).contains("'globex' is MOVING");
        Ended alone = fleet.run("migrate", "--tenant", "globex");
        assertThat(alone.exitCode()).isEqualTo(3);
        assertThat(alone.out()).contains("skipped: tenant 'globex' is MOVING", "0 migrated");
    }

    @Test
    void failFastBeginsNothingMore() {
        fleet.script("V1__item.sql", "select 1 / 0");
        Ended ended = fleet.run("migrate", "--fail-fast", "--concurrency", "1");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).contains("1 failed, 2 not tried");
        assertThat(fleet.run("migrate", "--keep-going").out()).contains("3 failed, 0 not tried");
    }

    @Test
    void fourWhenATableHasNoWall() {
        fleet.withDoctor();
        Ended migrated = fleet.run("migrate", "--tenant", "acme");
        assertThat(migrated.exitCode()).isEqualTo(4);
        assertThat(migrated.out()).contains("1 migrated", "alter table \"t_acme\".\"item\" add constraint");
    }

    @Test
    void zeroWhenTheRemediesWereRun() {
        fleet.withDoctor().run("migrate");
        Ended before = fleet.run("doctor", "--json");
        assertThat(before.exitCode()).as(before.out()).isEqualTo(4);
        before.lines().stream()
                .map(new JsonMapper()::readTree)
                .filter(object -> object.has("remedy"))
                .forEach(finding ->
                        fleet.main.executeAsSuperuser(finding.get("remedy").asString()));
        Ended after = fleet.run("doctor");
        assertThat(after.exitCode()).as(after.out()).isZero();
        assertThat(after.out()).endsWith("0 gaps, 0 pieces of advice" + System.lineSeparator());
    }

    @Test
    void theDoctorLeavesOutWhatSomebodyHasLookedAt() {
        fleet.script("V1__item.sql", "create table country (id int primary key); create table item (id int)");
        fleet.withDoctor().run("migrate");
        String shared = "doctor.shared=country";
        String reviewed = "doctor.reviewed.tenant-column-missing=table item: holds no data of anybody";
        Ended strict = fleet.run("doctor", "--set", shared);
        assertThat(strict.exitCode()).isEqualTo(4);
        assertThat(strict.out())
                .contains("server 'main', database '" + fleet.main.name() + "'", "t_acme.item")
                .doesNotContain("t_acme.country");
        assertThat(strict.lines().get(strict.lines().size() - 1)).matches("[1-9]\\d* gaps, \\d+ pieces of advice");
        assertThat(fleet.run("doctor", "--set", shared, "--set", reviewed).out())
                .doesNotContain("t_acme.item");
        Ended unfounded = fleet.run("doctor", "--set", "doctor.reviewed.tenant-column-missing=table item");
        assertThat(unfounded.exitCode()).isEqualTo(2);
        assertThat(unfounded.err()).contains("'doctor.reviewed.tenant-column-missing'", "expected a reason");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        Ended ended = fleet.run("migrate", "--dry-run", "--tenant", "acme");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.lines())
                .containsExactly(
                        "rest:",
                        "  schema 't_acme' of tenant 'acme' on server 'main', version none: V1__item.sql",
                        "1 schemas: 1 fresh");
        assertThat(fleet.run("status").lines()).contains("3 schemas: 3 fresh");
    }

    @Test
    void anEditedScriptIsFoundRepairedAndInTheHistory() {
        fleet.run("migrate", "--tenant", "acme");
        fleet.script("V1__item.sql", "create table item (tenant_id text not null, id bigint)");
        Ended wrong = fleet.run("validate");
        assertThat(wrong.exitCode()).isEqualTo(3);
        assertThat(wrong.out()).contains("invalid: schema 't_acme'", "checksum mismatch");

        Ended repaired = fleet.run("repair", "acme");
        assertThat(repaired.exitCode()).as(repaired.out()).isZero();
        assertThat(repaired.out()).contains("repaired: schema 't_acme'", "1 repaired, 0 failed");
        assertThat(fleet.run("validate").exitCode()).isZero();
        Ended history = fleet.run("history", "acme");
        assertThat(history.exitCode()).isZero();
        assertThat(history.out())
                .contains("Success V1__item.sql", fleet.main.owner().user());
    }

    @Test
    void fiveForASchemaThatIsNotAsTheOthers() {
        fleet.run("migrate");
        Ended alike = fleet.run("drift");
        assertThat(alike.exitCode()).as(alike.out()).isZero();
        assertThat(alike.lines()).endsWith("0 drifted, 0 not compared");

        fleet.main.executeAsSuperuser("alter table t_globex.item add column note text");
        Ended drifted = fleet.run("drift");
        assertThat(drifted.exitCode()).isEqualTo(5);
        assertThat(drifted.out()).contains("t_globex", "item.note");
        assertThat(drifted.lines()).endsWith("1 drifted, 0 not compared");
        Ended other = fleet.run("drift", "--reference", "globex", "--json");
        assertThat(other.exitCode()).isEqualTo(5);
        assertThat(other.lines()).hasSize(3);
    }

    @Test
    void aSchemaWithTablesButNoHistoryGetsABaseline() {
        fleet.main.executeAsSuperuser("create table t_acme.item (id bigint); alter table t_acme.item owner to "
                + fleet.main.owner().user());
        fleet.script("V2__thing.sql", "create table thing (id int)");
        Ended baselined = fleet.run("baseline", "--at", "1", "acme");
        assertThat(baselined.exitCode()).as(baselined.out()).isZero();
        assertThat(baselined.out()).contains("baselined: schema 't_acme'", "at version 1", "1 baselined, 0 failed");
        assertThat(fleet.run("migrate", "--tenant", "acme").out()).contains("1 migrated, 0 up to date, 0 failed");

        Ended again = fleet.run("baseline", "--at", "3", "acme");
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.out()).contains("failed: schema 't_acme'", "0 baselined, 1 failed");
    }

    @Test
    void anInterruptEndsWith130() {
        Thread.currentThread().interrupt();
        Ended ended = fleet.run("migrate");
        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
