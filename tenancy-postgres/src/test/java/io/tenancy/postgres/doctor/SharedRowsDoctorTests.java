package io.tenancy.postgres.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantTable;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule for shared rows: one thing broken in a healthy database, found with the application's eyes, repaired. */
class SharedRowsDoctorTests {

    private static final String NOTE = "table data.note";
    private static final String BOUND = "(select nullif(current_setting('tenancy.tenant_id', true), ''))";
    private static final Roles ROLES = Roles.of("{owner}", "{app}", "{operator}");

    static final List<Case> ROLE_CASES = List.of(
            Case.of(Rule.ROLE_MISSING, "role {operator}", "alter role {operator} rename to tenancy_doctor_gone"),
            Case.of(Rule.APP_BYPASSES_WALLS, "role {app}", "alter role {app} superuser"),
            Case.of(Rule.APP_BYPASSES_WALLS, "role {app}", "alter role {app} bypassrls"),
            Case.of(Rule.APP_BYPASSES_WALLS, "role {app}", "alter role {app} createrole replication"),
            Case.of(Rule.APP_IS_MEMBER, "role {app}", "grant {owner} to {app}"),
            Case.of(Rule.APP_IS_MEMBER, "role {app}", "grant {operator} to {app}"),
            Case.of(Rule.APP_IS_MEMBER, "role {app}", "grant pg_read_all_data to {app}"),
            Case.of(Rule.APP_IS_MEMBER, "role {app}", "grant pg_write_all_data to {app}"),
            Case.of(
                    Rule.APP_IS_MEMBER,
                    "role {app}",
                    "create role tenancy_doctor superuser; grant tenancy_doctor to {app}"),
            Case.of(
                    Rule.APP_IS_MEMBER,
                    "role {app}",
                    "create role tenancy_doctor; grant {owner} to tenancy_doctor; grant tenancy_doctor to {app}"),
            Case.of(
                    Rule.APP_IS_MEMBER,
                    "role {app}",
                    "create role tenancy_doctor; grant tenancy_doctor to {app};"
                            + " create policy audit on data.note for select to tenancy_doctor using (true)"),
            Case.of(Rule.APP_OWNS, NOTE, "alter table data.note owner to {app}"),
            Case.of(Rule.APP_OWNS, "table data.visit_2025", "alter table data.visit_2025 owner to {app}"),
            Case.of(
                    Rule.APP_OWNS,
                    NOTE,
                    "create role tenancy_doctor; grant tenancy_doctor to {app}; alter table data.note owner to tenancy_doctor"),
            Case.of(Rule.APP_OWNS, "view data.own_note", "alter view data.own_note owner to {app}"),
            Case.of(Rule.APP_OWNS, "schema data", "alter schema data owner to {app}"),
            Case.of(Rule.APP_OWNS, "database {database}", "alter database {database} owner to {app}"),
            Case.of(Rule.TEMP_GRANTED, "database {database}", "grant temporary on database {database} to public"),
            Case.of(Rule.TEMP_GRANTED, "database {database}", "grant temporary on database {database} to {app}"),
            Case.of(Rule.CREATE_GRANTED, "database {database}", "grant create on database {database} to {app}"),
            Case.of(Rule.CREATE_GRANTED, "schema data", "grant create on schema data to {app}"),
            Case.of(Rule.CREATE_GRANTED, "schema public", "grant create on schema public to public"),
            Case.of(Rule.TRUNCATE_GRANTED, NOTE, "grant truncate on data.note to {app}"),
            Case.of(Rule.TRUNCATE_GRANTED, NOTE, "grant references, trigger on data.note to public"),
            Case.of(Rule.TRUNCATE_GRANTED, NOTE, "grant references (body) on data.note to {app}"),
            Case.of(
                    Rule.DEFAULT_PRIVILEGES,
                    "default privileges of {owner} in schema data",
                    "alter default privileges for role {owner} in schema data grant select on tables to {app}"),
            Case.of(
                    Rule.DEFAULT_PRIVILEGES,
                    "default privileges of {owner}",
                    "alter default privileges for role {owner} grant insert, truncate on tables to public"),
            Case.of(
                    Rule.DEFAULT_PRIVILEGES,
                    "default privileges of {owner}",
                    "alter default privileges for role {owner} grant usage on schemas to {app}"));

    static final List<Case> TABLE_CASES = List.of(
            Case.of(Rule.TENANT_TABLE_IN_PUBLIC, "table public.stray", "create table public.stray (tenant_id text)"),
            Case.of(
                    Rule.UNNAMED_SCHEMA,
                    "schema elsewhere",
                    "create schema elsewhere; create table elsewhere.note (tenant_id text);"
                            + " grant usage on schema elsewhere to {app}; grant select on elsewhere.note to public"),
            Case.of(
                    Rule.FOREIGN_TABLE,
                    "foreign table data.remote",
                    "create foreign data wrapper far; create server far foreign data wrapper far; create foreign table"
                            + " data.remote (tenant_id text) server far; grant select on data.remote to {app}, public"),
            Case.of(
                    Rule.TENANT_COLUMN_MISSING,
                    "table data.likes",
                    "create table data.likes (who text, what text); alter table data.likes owner to {owner};"
                            + " grant select, insert on data.likes to {app}"),
            Case.of(
                            Rule.TENANT_COLUMN_TYPE,
                            "table data.odd",
                            walled("odd (tenant_id uuid)", TenantColumn.uuid("tenant_id")))
                    .repairedBy("drop table data.odd"),
            Case.of(Rule.TENANT_NULLABLE, NOTE, "alter table data.note alter column tenant_id drop not null"),
            Case.of(Rule.RLS_OFF, NOTE, "alter table data.note disable row level security"),
            Case.of(Rule.RLS_NOT_FORCED, NOTE, "alter table data.note no force row level security"),
            Case.of(Rule.POLICY_MISSING, NOTE, "drop policy tenancy_app on data.note"),
            Case.of(
                    Rule.POLICY_MISSING,
                    NOTE,
                    "drop policy tenancy_app on data.note; create policy tenancy_app on data.note as restrictive to {app}"
                            + " using (tenant_id = " + BOUND + ")"),
            Case.of(Rule.POLICY_UNEXPECTED, NOTE, "alter policy tenancy_app on data.note using (true)"),
            Case.of(Rule.POLICY_UNEXPECTED, NOTE, "alter policy tenancy_app on data.note with check (true)"),
            Case.of(
                    Rule.POLICY_UNEXPECTED,
                    NOTE,
                    "alter policy tenancy_app on data.note using (tenant_id = " + BOUND
                            + " or current_setting('tenancy.root', true) = 'on')"),
            Case.of(
                    Rule.POLICY_UNEXPECTED,
                    NOTE,
                    "alter policy tenancy_app on data.note using (tenant_id = current_setting('tenancy.tenant_id', true))"),
            Case.of(
                    Rule.POLICY_UNEXPECTED,
                    NOTE,
                    "alter policy tenancy_app on data.note using (tenant_id = "
                            + BOUND.replace("tenant_id", "customer_id") + ")"),
            Case.of(Rule.POLICY_UNEXPECTED, NOTE, "alter policy tenancy_app on data.note using (body = " + BOUND + ")"),
            Case.of(
                    Rule.POLICY_UNEXPECTED,
                    "table data.badge",
                    "alter policy tenancy_app on data.badge using (id::text = " + BOUND + ")"),
            Case.of(
                    Rule.POLICY_UNEXPECTED,
                    NOTE,
                    "drop policy tenancy_app on data.note;"
                            + " create policy tenancy_app on data.note for select to {app} using (tenant_id = " + BOUND
                            + ")"),
            Case.of(Rule.POLICY_SECOND, NOTE, "create policy more on data.note to {app} using (true)"),
            Case.of(Rule.POLICY_SECOND, NOTE, "create policy a_first on data.note for select to public using (true)"),
            Case.of(
                    Rule.POLICY_SECOND,
                    NOTE,
                    "create policy audit on data.note for select to {operator}, {app} using (true)"),
            Case.of(
                    Rule.PARTITION_OPEN,
                    "partition data.visit_2025",
                    "grant select on data.visit_2025 to {app}; alter table data.visit_2025 disable row level security"),
            Case.of(
                    Rule.PARTITION_OPEN,
                    "partition data.visit_2027",
                    "create table data.visit_2027 partition of data.visit for values in (2027);"
                            + " grant select (id) on data.visit_2027 to public"),
            Case.of(
                    Rule.PARTITION_WITHOUT_WALL,
                    "partition data.visit_2027",
                    "create table data.visit_2027 partition of data.visit for values in (2027)"),
            Case.of(
                    Rule.POLICY_UNEXPECTED,
                    "table data.visit_2026",
                    "alter policy tenancy_app on data.visit_2026 using (true)"),
            Case.of(Rule.LARGE_OBJECT, NOTE, "alter table data.note add column scan oid"),
            Case.of(
                    Rule.LARGE_OBJECT,
                    NOTE,
                    "create domain data.lo as oid; alter table data.note add column scan data.lo"));

    static final List<Case> KEY_CASES = List.of(
            Case.of(
                    Rule.FOREIGN_KEY_WITHOUT_TENANT,
                    "table data.post",
                    "alter table data.post add foreign key (badge_id) references data.badge (id)"),
            Case.of(
                    Rule.FOREIGN_KEY_WITHOUT_TENANT,
                    "table data.post",
                    "alter table data.badge drop constraint badge_key; create index on data.badge (tenant_id); alter table data.post add foreign key (badge_id)"
                            + " references data.badge (id) on delete set null on update cascade deferrable initially deferred"),
            Case.of(
                    Rule.SHARED_REFERS_TO_TENANT,
                    "table data.country",
                    "alter table data.country add column badge_id uuid references data.badge (id)"),
            Case.of(
                    Rule.SHARED_REFERS_TO_TENANT,
                    "table shop.price",
                    "create schema shop; create table shop.price (badge_id uuid references data.badge (id));"
                            + " grant insert on shop.price to {app}"),
            Case.of(Rule.SET_NULL_EMPTIES_TENANT, "table data.post", author("on delete set null")),
            Case.of(Rule.SET_NULL_EMPTIES_TENANT, "table data.post", author("on delete set default")),
            Case.of(
                    Rule.SET_NULL_EMPTIES_TENANT,
                    "table data.post",
                    author("on delete set null (tenant_id, author_id)")),
            Case.of(Rule.UNIQUE_WITHOUT_TENANT, "table data.post", "alter table data.post add unique (title)"),
            Case.of(
                    Rule.UNIQUE_WITHOUT_TENANT,
                    "table data.post",
                    "alter table data.post add unique nulls not distinct (title, badge_id) include (id)"),
            Case.of(
                    Rule.UNIQUE_WITHOUT_TENANT,
                    "table data.post",
                    "create unique index post_title on data.post (title desc) include (tenant_id) where title <> ''"),
            Case.of(Rule.UNIQUE_WITHOUT_TENANT, "table data.visit", "create unique index on data.visit (id, year)"),
            Case.of(
                    Rule.UNIQUE_WITHOUT_TENANT,
                    "table data.post",
                    "alter table data.post add exclude using btree (title with =)"),
            Case.of(
                    Rule.UNIQUE_WITHOUT_TENANT,
                    "table data.token",
                    walled("token (tenant_id text, id bigint primary key)", TenantColumn.text("tenant_id"))),
            Case.of(
                    Rule.UNIQUE_COUNTS_DELETED,
                    NOTE,
                    "alter table data.note add deleted_at timestamptz, add delete_operation uuid,"
                            + " add constraint note_body unique (tenant_id, body)"),
            Case.of(Rule.INDEX_MISSING, NOTE, indexesOfNote("drop index %s")),
            Case.of(
                    Rule.INDEX_MISSING,
                    NOTE,
                    indexesOfNote("drop index %s") + "; create index on data.note (tenant_id) where body <> ''"),
            leaking("(tenant_id, lower(body))"),
            leaking("((tenant_id || body))"),
            leaking("(body text_pattern_ops)"),
            leaking("using gin (to_tsvector('english', body))"),
            Case.of(
                            Rule.INDEX_NOT_LEAKPROOF,
                            NOTE,
                            "alter table data.note add price numeric; create index leaky on data.note (tenant_id, price)")
                    .repairedBy("drop index data.leaky"));

    static final List<Case> READER_CASES = List.of(
            Case.of(
                    Rule.VIEW_WITHOUT_INVOKER,
                    "view data.bodies",
                    "create view data.bodies as select body from data.note; grant select on data.bodies to {app}"),
            Case.of(
                    Rule.VIEW_WITHOUT_INVOKER,
                    "view reports.bodies",
                    "create schema reports; create view reports.bodies with (security_invoker = false) as"
                            + " select body from data.own_note; grant select (body) on reports.bodies to public"),
            Case.of(Rule.VIEW_WITHOUT_INVOKER, "view data.all_notes", "grant select on data.all_notes to {app}"),
            Case.of(
                    Rule.MATERIALIZED_VIEW,
                    "materialized view data.all_posts",
                    "grant select on data.all_posts to {app}, public"),
            Case.of(
                    Rule.MATERIALIZED_VIEW,
                    "materialized view data.bodies",
                    "create materialized view data.bodies as select body from data.own_note;"
                            + " grant select on data.bodies to {app}"),
            Case.of(
                    Rule.DEFINER_FUNCTION,
                    "function data.all_bodies(more text, integer)",
                    "create function data.all_bodies(more text, int) returns setof text language sql security definer as"
                            + " 'select body from data.note'"),
            Case.of(
                    Rule.DEFINER_FUNCTION,
                    "function data.wipe()",
                    "create procedure data.wipe() language sql security definer as 'delete from data.note';"
                            + " alter procedure data.wipe() owner to {owner}"),
            Case.of(
                    Rule.DEFINER_FUNCTION,
                    "function data.own_posts()",
                    "create role tenancy_doctor; grant {operator} to tenancy_doctor;"
                            + " alter function data.own_posts() owner to tenancy_doctor;"
                            + " alter function data.own_posts() security definer"));

    private static Clinic clinic;

    @BeforeAll
    static void open() throws SQLException {
        clinic = Clinic.of(Patient.sharedRows("data"));
    }

    @AfterAll
    static void close() {
        clinic.close();
    }

    @Test
    void findsNothingInAHealthyDatabase() throws SQLException {
        assertThat(clinic.examineAsApp().findings()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource({"ROLE_CASES", "TABLE_CASES", "KEY_CASES", "READER_CASES"})
    void findsWhatIsBrokenAndRepairsIt(Case broken) throws SQLException {
        clinic.diagnosesAndHeals(broken);
    }

    @ParameterizedTest
    @MethodSource
    void findsWhatOnlyNewerServersLetBreak(Case broken) throws SQLException {
        clinic.diagnosesAndHeals(broken);
    }

    static Stream<Case> findsWhatOnlyNewerServersLetBreak() {
        int version = TestServer.shared().majorVersion();
        var inert = Case.of(Rule.APP_IS_MEMBER, "role {app}", "grant {owner} to {app} with admin option");
        var maintain = Case.of(Rule.TRUNCATE_GRANTED, NOTE, "grant maintain on data.note to {app}");
        var notValid = Case.of(
                Rule.TENANT_NULLABLE,
                NOTE,
                "alter table data.note alter column tenant_id drop not null;"
                        + " alter table data.note add constraint filled not null tenant_id not valid");
        return Stream.of(
                        Stream.of(inert),
                        version < 17 ? Stream.<Case>of() : Stream.of(maintain),
                        version < 18 ? Stream.<Case>of() : Stream.of(notValid))
                .flatMap(cases -> cases);
    }

    private static String author(String action) {
        return "alter table data.post drop constraint post_author, add constraint post_author"
                + " foreign key (tenant_id, author_id) references data.author (tenant_id, id) " + action;
    }

    private static String indexesOfNote(String command) {
        return "do $$ begin execute (select string_agg(format('" + command + "', indexrelid::regclass), ';')"
                + " from pg_index where indrelid = 'data.note'::regclass); end $$";
    }

    private static Case leaking(String definition) {
        return Case.of(Rule.INDEX_NOT_LEAKPROOF, NOTE, "create index leaky on data.note " + definition)
                .repairedBy("drop index data.leaky");
    }

    private static String walled(String definition, TenantColumn column) {
        String name = definition.substring(0, definition.indexOf(' '));
        return "create table data." + definition + "; alter table data." + name + " owner to {owner};\n"
                + RowWall.over(List.of(TenantTable.of("data", name, column)), ROLES)
                        .ddl()
                        .script();
    }
}
