package io.tenancy.audit.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTablesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into letter (id) values (1)",
                "INSERT INTO app.Letter select 1",
                "insert/* into topic */into -- topic\n \"letter\" (id) values ('delete from topic')",
                "update letter set subject = 'update topic'",
                "update only letter as l set subject = 'x' from topic t where t.id = l.id",
                "delete from only letter l using topic where l.id = topic.id",
                "merge into letter using topic on false when not matched then insert values (1)",
                "with gone as (delete from letter where id in (select id from topic) returning *) select * from gone",
                "(with gone as (update letter set id = 1 returning *) select * from gone)",
                "insert into letter (id) values (1) on conflict (id) do update set id = 2",
                "truncate letter",
                "truncate table only letter cascade",
                "copy letter (id) from stdin",
                "do $$ begin delete from letter; end $$",
                "update letter set subject = E'it\\'s; delete from topic'",
            })
    void findsTheTarget(String sql) {
        assertThat(WrittenTables.in(sql)).isEqualTo(Set.of("letter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from letter where subject = 'delete from letter'",
                "with l as (select * from letter for update) select * from l",
                "with l as (select * from letter l for no key update of l) select * from l",
                "(select 1)",
                "values (1)",
            })
    void findsNothingInWhatReads(String sql) {
        assertThat(WrittenTables.in(sql)).isEmpty();
    }

    @Test
    void findsEachOfSeveral() {
        assertThat(WrittenTables.in("truncate a, app.b, \"C\"")).isEqualTo(Set.of("a", "b", "C"));
        assertThat(WrittenTables.in("with x as (insert into a select 1 returning *) update b set c = 1 from x"))
                .isEqualTo(Set.of("a", "b"));
    }
}
