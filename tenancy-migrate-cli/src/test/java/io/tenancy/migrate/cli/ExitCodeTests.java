package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.cli.ShellFleet.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a shell is told, and what a person reads. */
class ExitCodeTests {

    private static final String POISON =
            """
            create table thing (id int);
            do $$ begin if current_schema() = 't_globex' then perform 1 / 0; end if; end $$;
            """;

    private static final ShellFleet FLEET = new ShellFleet("acme", "globex", "initech");

    @BeforeEach
    void renew() {
        FLEET.renew();
        FLEET.script(
                "V1__item.sql", "create table item (tenant_id text not null, id bigint, primary key (tenant_id, id))");
    }

    @AfterAll
    static void stop() {
        FLEET.close();
    }

    @Test
    void zeroWhenAllIsDoneAndFiveBefore() {
        Ended before = FLEET.run("status");
        assertThat(before.exitCode()).isEqualTo(5);
        assertThat(before.lines())
                .contains("fresh: schema 't_acme' of tenant 'acme' on server 'main', version none: V1__item.sql")
                .endsWith("3 schemas: 3 fresh");

        Ended migrated = FLEET.run("migrate", "--concurrency", "2");
        assertThat(migrated.exitCode()).as(migrated.err()).isZero();
        assertThat(migrated.out()).contains("3 migrated, 0 up to date, 0 failed, 0 not tried");
        assertThat(migrated.err())
                .contains("wave 'rest': 3 schemas")
                .contains("migrated: schema 't_acme' of tenant 'acme' on server 'main', none to 1");

        Ended after = FLEET.run("status");
        assertThat(after.exitCode()).isZero();
        assertThat(after.lines()).containsExactly("3 schemas: 3 up to date");
    }

    @Test
    void threeForAPoisonedTenantWhoseScriptAndLineAreNamed() {
        FLEET.script("V2__poison.sql", POISON);
        Ended ended = FLEET.run("migrate");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .contains("2 migrated, 0 up to date, 1 failed, 0 not tried")
                .contains("failed: schema 't_globex' of tenant 'globex' on server 'main': V2__poison.sql line 2,"
                        + " SQL state 22012, division by zero");

        FLEET.script("V2__poison.sql", "create table thing (id int)");
        Ended resumed = FLEET.run("migrate", "--resume");
        assertThat(resumed.exitCode()).as(resumed.out()).isZero();
        assertThat(resumed.out()).contains("1 migrated, 0 up to date, 0 failed");
    }

    @Test
    void threeForAPoisonedCanaryAndNobodyElseIsTouched() {
        FLEET.script("V2__poison.sql", POISON);
        Ended ended = FLEET.run("migrate", "--canary", "globex");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .contains("0 migrated, 0 up to date, 1 failed, 2 not tried")
                .contains("stopped: wave 'canary'");
    }

    @Test
    void aTenantOnTheMoveIsNoCanaryAndIsNotMigrated() {
        FLEET.control.executeAsSuperuser("update tenancy.tenant set status = 'MOVING' where id = 'globex'");
        Ended canary = FLEET.run("migrate", "--canary", "globex");
        assertThat(canary.exitCode()).isEqualTo(2);
        assertThat(canary.err()).contains("'globex' is MOVING");
        Ended alone = FLEET.run("migrate", "--tenant", "globex");
        assertThat(alone.exitCode()).isEqualTo(3);
        assertThat(alone.out()).contains("skipped: tenant 'globex' is MOVING", "0 migrated");
    }

    @Test
    void failFastBeginsNothingMore() {
        FLEET.script("V1__item.sql", "select 1 / 0");
        Ended ended = FLEET.run("migrate", "--fail-fast", "--concurrency", "1");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).contains("1 failed, 2 not tried");
        assertThat(FLEET.run("migrate", "--keep-going").out()).contains("3 failed, 0 not tried");
    }

    @Test
    void fourWhenATableHasNoWall() {
        FLEET.withDoctor();
        Ended migrated = FLEET.run("migrate", "--tenant", "acme");
        assertThat(migrated.exitCode()).isEqualTo(4);
        assertThat(migrated.out()).contains("1 migrated", "alter table \"t_acme\".\"item\" add constraint");
    }

    @Test
    void zeroWhenTheRemediesWereRun() {
        FLEET.withDoctor().run("migrate");
        Ended before = FLEET.run("doctor", "--json");
        assertThat(before.exitCode()).as(before.out()).isEqualTo(4);
        before.lines().stream()
                .map(new JsonMapper()::readTree)
                .filter(object -> object.has("remedy"))
                .forEach(finding ->
                        FLEET.main.executeAsSuperuser(finding.get("remedy").asString()));
        Ended after = FLEET.run("doctor");
        assertThat(after.exitCode()).as(after.out()).isZero();
        assertThat(after.out()).endsWith("0 gaps, 0 pieces of advice" + System.lineSeparator());
    }

    @Test
    void theDoctorLeavesOutWhatSomebodyHasLookedAt() {
        FLEET.script("V1__item.sql", "create table country (id int primary key); create table item (id int)");
        FLEET.withDoctor().run("migrate");
        String shared = "doctor.shared=country";
        String reviewed = "doctor.reviewed.tenant-column-missing=table item: holds no data of anybody";
        Ended strict = FLEET.run("doctor", "--set", shared);
        assertThat(strict.exitCode()).isEqualTo(4);
        assertThat(strict.out())
                .contains("server 'main', database '" + FLEET.main.name() + "'", "t_acme.item")
                .doesNotContain("t_acme.country");
        assertThat(strict.lines().get(strict.lines().size() - 1)).matches("[1-9]\\d* gaps, \\d+ pieces of advice");
        assertThat(FLEET.run("doctor", "--set", shared, "--set", reviewed).out())
                .doesNotContain("t_acme.item");
        Ended otherColumn = FLEET.run(
                "doctor", "--set", shared, "--set", "doctor.tenant-column=id", "--set", "doctor.tenant-type=bigint");
        assertThat(otherColumn.out())
                .contains("column 'id' of type integer", "expected: bigint")
                .doesNotContain("tenant_id");
        Ended unfounded = FLEET.run("doctor", "--set", "doctor.reviewed.tenant-column-missing=table item");
        assertThat(unfounded.exitCode()).isEqualTo(2);
        assertThat(unfounded.err()).contains("'doctor.reviewed.tenant-column-missing'", "expected a reason");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        Ended ended = FLEET.run("migrate", "--dry-run", "--tenant", "acme");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.lines())
                .containsExactly(
                        "rest:",
                        "  schema 't_acme' of tenant 'acme' on server 'main', version none: V1__item.sql",
                        "1 schemas: 1 fresh");
        assertThat(FLEET.run("status").lines()).contains("3 schemas: 3 fresh");
    }

    @Test
    void anEditedScriptIsFoundRepairedAndInTheHistory() {
        FLEET.run("migrate", "--tenant", "acme");
        FLEET.script("V1__item.sql", "create table item (tenant_id text not null, id bigint)");
        Ended wrong = FLEET.run("validate");
        assertThat(wrong.exitCode()).isEqualTo(3);
        assertThat(wrong.out()).contains("invalid: schema 't_acme'", "checksum mismatch");

        Ended repaired = FLEET.run("repair", "acme");
        assertThat(repaired.exitCode()).as(repaired.out()).isZero();
        assertThat(repaired.out()).contains("repaired: schema 't_acme'", "1 repaired, 0 failed");
        assertThat(FLEET.run("validate").exitCode()).isZero();
        Ended history = FLEET.run("history", "acme");
        assertThat(history.exitCode()).isZero();
        assertThat(history.out())
                .contains("Success V1__item.sql", FLEET.main.owner().user());
    }

    @Test
    void fiveForASchemaThatIsNotAsTheOthers() {
        FLEET.run("migrate");
        Ended alike = FLEET.run("drift");
        assertThat(alike.exitCode()).as(alike.out()).isZero();
        assertThat(alike.lines()).endsWith("0 drifted, 0 not compared");

        FLEET.main.executeAsSuperuser("alter table t_globex.item add column note text");
        Ended drifted = FLEET.run("drift");
        assertThat(drifted.exitCode()).isEqualTo(5);
        assertThat(drifted.out()).contains("t_globex", "item.note");
        assertThat(drifted.lines()).endsWith("1 drifted, 0 not compared");
        Ended other = FLEET.run("drift", "--reference", "globex", "--json");
        assertThat(other.exitCode()).isEqualTo(5);
        assertThat(other.lines()).hasSize(3);
    }

    @Test
    void aSchemaWithTablesButNoHistoryGetsABaseline() {
        FLEET.main.executeAsSuperuser("create table t_acme.item (id bigint); alter table t_acme.item owner to "
                + FLEET.main.owner().user());
        FLEET.script("V2__thing.sql", "create table thing (id int)");
        Ended baselined = FLEET.run("baseline", "--at", "1", "acme");
        assertThat(baselined.exitCode()).as(baselined.out()).isZero();
        assertThat(baselined.out()).contains("baselined: schema 't_acme'", "at version 1", "1 baselined, 0 failed");
        assertThat(FLEET.run("migrate", "--tenant", "acme").out()).contains("1 migrated, 0 up to date, 0 failed");

        Ended again = FLEET.run("baseline", "--at", "3", "acme");
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.out()).contains("failed: schema 't_acme'", "0 baselined, 1 failed");
    }

    @Test
    void anInterruptEndsWith130() {
        Thread.currentThread().interrupt();
        Ended ended = FLEET.run("migrate");
        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
