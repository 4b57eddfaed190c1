package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.script.Scripts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fresh schema gets all scripts as one text, and is afterwards as Flyway would have left it. */
class FreshSchemaTests {

    private static final String RICH =
            """
            create table item (id bigint generated always as identity primary key, note text default 'a;b');
            create function twice(n int) returns int language sql as $$ select n * 2; select n * 2 $$;
            create type mood as enum ('good', 'bad');
            create view noted as select id, note from item where note <> '${wanted}';
            comment on table item is 'it''s one';
            insert into item (note) values ('${wanted}'), ('other');
            """;

    private final TestFleet fleet = TestFleet.of("one", "two");
    private final ScriptFolder scripts = new ScriptFolder()
            .with("V1__rich.sql", RICH)
            .with("V2.1__path.sql", "set search_path = pg_catalog; set role none; select 1")
            .with("V3__after.sql", "create table after_path (id int check (id > 0))")
            .with("R__again.sql", "create or replace view again as select 1 as one");

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    @Test
    void isAsFlywayLeavesIt() {
        assertThat(fleet.migration(scripts).scripts(found()).build().run().with(Outcome.MIGRATED))
                .hasSize(2);
        fleet.execute("drop schema t_two cascade; create schema t_two");
        RunReport byFlyway = fleet.migration(scripts)
                .scripts(found())
                .freshByFlyway()
                .build()
                .run();
        assertThat(byFlyway.with(Outcome.MIGRATED)).hasSize(1);
        assertThat(catalog("t_one")).hasSizeGreaterThan(30).isEqualTo(catalog("t_two"));
        assertThat(history("t_one")).hasSize(4).isEqualTo(history("t_two"));
    }

    @Test
    void isValidForPlainFlyway() {
        fleet.migration(scripts).scripts(found()).build().run();
        Flyway flyway = Flyway.configure()
                .dataSource(
                        fleet.main.jdbcUrl(),
                        fleet.main.owner().user(),
                        fleet.main.owner().password())
                .defaultSchema("t_one")
                .placeholders(Map.of("wanted", "w"))
                .locations(scripts.location())
                .load();
        flyway.validate();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    @Test
    void isLeftToFlywayWhereScriptsNameTheirSchema() {
        scripts.with("V4__named.sql", "create table ${flyway:defaultSchema}_named (id int)");
        assertThat(fleet.migration(scripts).scripts(found()).build().run().isDone())
                .isTrue();
        assertThat(fleet.query("select table_schema || '.' || table_name from information_schema.tables"
                        + " where table_name like '%named' and table_type = 'BASE TABLE' order by 1"))
                .containsExactly("t_one.t_one_named", "t_two.t_two_named");
    }

    @Test
    void runsWhatCannotRunInATransaction() {
        scripts.with("V4__index.sql", "create index concurrently item_note on item (note)");
        RunReport report = fleet.migration(scripts).scripts(found()).build().run();
        assertThat(report.isDone()).as(report.text()).isTrue();
        assertThat(fleet.query("select count(*)::text from pg_indexes where indexname = 'item_note'"))
                .containsExactly("2");
    }

    @Test
    void saysWhichScriptAndLineFailed() {
        scripts.with("V4__wrong.sql", "create table right_one (id int);\n\ncreate table wrong (id nonsense);");
        RunReport report = fleet.migration(scripts).scripts(found()).build().run();
        assertThat(report.with(Outcome.FAILED)).hasSize(2).allSatisfy(target -> assertThat(failure(target))
                .isEqualTo("V4__wrong.sql line 3, SQL state 42704, type \"nonsense\" does not exist"));
        assertThat(fleet.query("select count(*)::text from pg_tables where tablename in ('item', 'right_one')"))
                .as("all or nothing of a fresh schema")
                .containsExactly("0");
    }

    private static String failure(TargetReport target) {
        return target.findFailure().orElseThrow().sentence();
    }

    private Scripts found() {
        return Scripts.in(scripts.location()).withFlyway(flyway -> flyway.placeholders(Map.of("wanted", "w")));
    }

    private List<String> history(String schema) {
        return fleet.query("select concat_ws('|', installed_rank, version, description, type, script, checksum,"
                + " installed_by, success) from " + schema + ".flyway_schema_history order by installed_rank");
    }

    /** Columns, constraints, indexes, functions, types, comments, owners; without the schema's own name. */
    private List<String> catalog(String schema) {
        return Stream.of(
                        """
                        select c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
                               || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' '
                               || c.relkind::text || ' ' || c.relowner::regrole::text || ' ' || coalesce(c.relacl::text, '')
                          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                          left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                         where c.relnamespace = '%1$s'::regnamespace order by 1""",
                        """
                        select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                         where connamespace = '%1$s'::regnamespace order by 1""",
                        "select indexdef from pg_indexes where schemaname = '%1$s' order by 1",
                        """
                        select proname || ' ' || prosrc from pg_proc where pronamespace = '%1$s'::regnamespace
                         order by 1""",
                        """
                        select typname || ' ' || typtype::text from pg_type where typnamespace = '%1$s'::regnamespace
                         order by 1""",
                        """
                        select c.relname || ' ' || description from pg_description join pg_class c on c.oid = objoid
                         where c.relnamespace = '%1$s'::regnamespace order by 1""")
                .flatMap(sql -> fleet.query(sql.formatted(schema)).stream())
                .map(line -> line.replace(schema, "SCHEMA"))
                .toList();
    }
}
