package io.tenancy.migrate.draft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A script read backwards. */
class CompensationTests {

    @Test
    void takesBackInReverseAndSaysWhatIsLost() {
        Compensation compensation = Compensation.of(
                """
                -- drop table nothing;
                create function f() returns int language sql as $x$ select 1; drop table nothing $x$;
                create sequence order_seq start with 1;
                create table "order" (id bigint primary key);
                create index order_id on "order" (id);
                alter table "order" add constraint order_check check (id > 0);
                alter table item add column note text;
                select tenancy_wall('order');
                update item set note = 'x';
                """);
        assertThat(compensation.statements())
                .containsExactly(
                        "alter table item drop column note",
                        "alter table \"order\" drop constraint order_check",
                        "drop index order_id",
                        "drop table \"order\"",
                        "drop sequence order_seq");
        assertThat(compensation.warnings())
                .hasSize(4)
                .anyMatch(warning -> warning.equals("not taken back: update item set note = 'x'"))
                .anyMatch(warning -> warning.startsWith("not taken back: create function f()"))
                .contains("all data in it is lost: drop table \"order\"");
        assertThat(compensation.script()).contains("-- Review: not taken back:", "drop sequence order_seq;\n");
    }
}
