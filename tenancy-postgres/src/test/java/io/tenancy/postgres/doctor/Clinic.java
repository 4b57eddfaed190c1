package io.tenancy.postgres.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.SchemaName;
import io.tenancy.postgres.doctor.Patient.OwnDatabase;
import io.tenancy.postgres.doctor.Patient.OwnSchema;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.SchemaRole;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.DatabaseWall;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A database with walls and nothing wrong in it, in which one thing is broken at a time and taken back. */
final class Clinic implements AutoCloseable {

    /** Keys, collections, partitions, no key, a random key; and much that looks suspicious and is not. */
    private static final String TABLES =
            """
            set search_path to %1$s;
            create table author (tenant_id text, id bigint, name text, primary key (tenant_id, id));
            create table post (tenant_id text, id bigint, title text, author_id bigint, badge_id uuid,
              primary key (tenant_id, id), unique (tenant_id, title),
              constraint post_author foreign key (tenant_id, author_id) references author (tenant_id, id)
                on delete set null (author_id));
            create table post_tag (post_id bigint not null, tag text not null, tenant_id text,
              primary key (tenant_id, post_id, tag),
              foreign key (tenant_id, post_id) references post (tenant_id, id) on delete cascade);
            create table badge (tenant_id varchar(63), id uuid primary key, label text,
              constraint badge_key unique (tenant_id, id));
            create table visit (tenant_id text, id bigint, year int, primary key (tenant_id, id, year))
              partition by list (year);
            create table visit_2025 partition of visit for values in (2025);
            create table visit_2026 partition of visit for values in (2026);
            create table note (tenant_id text, body text);
            create sequence post_seq;
            create table country (code text primary key);
            create table history (version text primary key);
            create view own_note with (security_invoker = on) as select body from note;
            create view all_notes as select tenant_id, body from note;
            create materialized view all_posts as select tenant_id, title from post;
            create function own_posts() returns bigint language sql as 'select count(*) from %1$s.post';
            create function sign_in(who text) returns text language sql security definer
              as 'select tenant_id from %1$s.author where name = who';
            create function stamp() returns trigger language plpgsql security definer as 'begin return new; end';
            """;

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final List<Patient> patients;

    private Clinic(List<Patient> patients) throws SQLException {
        this.patients = patients;
        try (Connection connection = database.connectAsSuperuser()) {
            connection.setAutoCommit(false);
            // As PostgreSQL makes a database: it is the walls that close it.
            run(connection, "grant connect, temporary on database {database} to public");
            for (Patient patient : patients) {
                settle(connection, patient);
            }
            connection.commit();
        }
    }

    static Clinic of(Patient... patients) throws SQLException {
        return new Clinic(List.of(patients));
    }

    TestDatabase database() {
        return database;
    }

    Doctor doctor() {
        return Doctor.of(roles())
                .withShared("country", "history")
                .withReviewed(Rule.DEFINER_FUNCTION, "function sign_in(who text)", "gives a tenant's id alone");
    }

    Roles roles() {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }

    Diagnosis examineAsApp() throws SQLException {
        try (Connection app = database.connectAs(database.app())) {
            return doctor().examine(app, patients);
        }
    }

    /** Breaks one thing, expects one finding, follows its remedy, expects none. */
    void diagnosesAndHeals(Case broken) throws SQLException {
        diagnosesAndHeals(broken, List.of());
    }

    /** The same where the first remedy helps more objects than one. */
    void diagnosesAndHeals(Case broken, List<String> moreObjects) throws SQLException {
        try (Connection connection = database.connectAsSuperuser()) {
            connection.setAutoCommit(false);
            run(connection, broken.breaking());

            List<Finding> findings = examine(connection).findings();
            assertThat(findings)
                    .extracting(finding -> finding.rule() + " of " + finding.object())
                    .containsExactlyElementsOf(Stream.concat(Stream.of(broken.object()), moreObjects.stream())
                            .map(object -> broken.rule() + " of " + names(object))
                            .toList());

            Ddl remedy = findings.get(0).remedy();
            if (broken.repair() == null) {
                assertThat(remedy.sections())
                        .anyMatch(section -> !section.statements().isEmpty());
                remedy.runOn(connection);
            } else {
                run(connection, broken.repair());
            }
            assertThat(examine(connection).findings()).isEmpty();
            connection.rollback();
        }
    }

    /** With the eyes of the application, in the transaction where it was broken. */
    private Diagnosis examine(Connection connection) throws SQLException {
        run(connection, "set local role {app}");
        Diagnosis diagnosis = doctor().examine(connection, patients);
        run(connection, "reset role");
        return diagnosis;
    }

    private void settle(Connection connection, Patient patient) throws SQLException {
        String schema = patient.schema().value();
        if (patient instanceof OwnSchema own) {
            TenantSchema.in(connection, own.schema(), roles()).creation().runOn(connection);
        } else {
            run(connection, "create schema " + schema + " authorization {owner}");
        }
        run(connection, "set local role {owner}; " + TABLES.formatted(schema));
        run(connection, "reset role; set search_path to default");
        var tables = TenantTables.in(connection, schema, "tenant_id");
        Ddl wall = RowWall.over(tables, roles()).ddl();
        if (patient instanceof OwnSchema own) {
            TenantSchema schemaOf = TenantSchema.in(connection, own.schema(), roles());
            wall = SchemaWall.over(tables, schemaOf, own.tenant()).ddl();
        } else if (patient instanceof OwnDatabase own) {
            wall = DatabaseWall.over(tables, database.name(), own.tenant(), roles())
                    .ddl();
        }
        wall.runOn(connection);
        String actor = patient instanceof OwnSchema ? role(schema) : "{app}";
        run(
                connection,
                """
                grant select on %1$s.country, %1$s.own_note to %2$s;
                revoke all on %1$s.all_notes, %1$s.all_posts from %2$s;
                grant select on %1$s.all_notes, %1$s.all_posts to {operator};
                """
                        .formatted(schema, actor));
    }

    String role(String schema) {
        return SchemaRole.of(database.name(), SchemaName.of(schema)).toString();
    }

    private void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(names(sql));
        }
    }

    private String names(String text) {
        return text.replace("{app}", database.app().user())
                .replace("{owner}", database.owner().user())
                .replace("{operator}", database.operator().user())
                .replace("{database}", database.name())
                .replace("{acme}", role("t_acme"))
                .replace("{globex}", role("t_globex"));
    }

    @Override
    public void close() {
        database.close();
    }
}
