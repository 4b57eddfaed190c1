package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.cli.ShellFleet.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        assertThat(fleet.run("migrate").out()).contains("0 migrated, 3 up to date");
    }

    @Test
    void oneWhenTheControlDatabaseIsAway() {
        Ended ended = fleet.run("status", "--set", "control.url=jdbc:postgresql://localhost:1/none");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("localhost:1").doesNotContain("\tat ");
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
        assertThat(ended.out()).contains("0 migrated, 0 up to date, 1 failed, 2 not tried");
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
        Ended doctor = fleet.run("doctor");
        assertThat(doctor.exitCode()).isEqualTo(4);
        assertThat(doctor.out()).contains("server 'main', database '" + fleet.main.name() + "'", "t_acme.item");
        assertThat(doctor.lines().get(doctor.lines().size() - 1)).matches("[1-9]\\d* gaps, \\d+ pieces of advice");
    }

    @Test
    void zeroWhenTheDoctorFindsNothing() {
        Ended doctor = fleet.withDoctor().run("doctor");
        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.out()).contains("0 gaps");
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
        assertThat(fleet.run("validate").exitCode()).isZero();
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
    void anInterruptEndsWith130() {
        Thread.currentThread().interrupt();
        Ended ended = fleet.run("migrate");
        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(fleet.run("migrate").exitCode()).isZero();
    }
}
