package io.tenancy.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.SchemaName;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TenantSchemasTests {

    private static final SchemaName ACME = SchemaName.of("t_acme");

    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestServer.shared().createDatabase();
        database.executeAsSuperuser("alter role " + database.owner().user() + " createrole");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void makesAndRemovesASchemaWithItsRole() throws SQLException {
        var schemas = schemas(database, database.owner());

        var made = schemas.create(ACME);
        database.execute(database.owner(), "create table t_acme.post (id bigint); create sequence t_acme.post_seq");

        assertThat(roles(made)).containsExactly(made.role().toString());
        assertThat(schemaOwner(ACME)).containsExactly(database.owner().user());
        schemas.remove(ACME);
        assertThat(roles(made)).isEmpty();
        assertThat(schemaOwner(ACME)).isEmpty();
        schemas.create(ACME);
    }

    @Test
    void removesWhatTheRoleWasGrantedElsewhere() throws SQLException {
        var schemas = schemas(database, database.owner());
        var made = schemas.create(ACME);
        database.execute(
                database.owner(),
                "create schema reference; create table reference.country (code text); grant usage on schema reference to "
                        + made.role() + "; grant select on reference.country to " + made.role());

        schemas.remove(ACME);

        assertThat(roles(made)).isEmpty();
    }

    @Test
    void keepsTheSameSchemaOfTwoDatabasesApart() throws SQLException {
        try (var other = TestServer.shared().createDatabase()) {
            other.executeAsSuperuser("alter role " + other.owner().user() + " createrole");
            var here = schemas(database, database.owner()).create(ACME);
            var there = schemas(other, other.owner()).create(ACME);

            assertThat(here.role()).isNotEqualTo(there.role());
            schemas(other, other.owner()).remove(ACME);
            assertThat(roles(here)).hasSize(1);
        }
    }

    @Test
    void refusesAnExistingSchemaAndLeavesItAlone() throws SQLException {
        database.execute(database.owner(), "create schema t_acme; create table t_acme.kept (id bigint)");
        var schemas = schemas(database, database.owner());

        assertThatExceptionOfType(SchemaExistsException.class)
                .isThrownBy(() -> schemas.create(ACME))
                .withMessageContaining("'t_acme'")
                .satisfies(e -> assertThat(e.schema()).isEqualTo(ACME));

        assertThat(query("select tablename from pg_tables where schemaname = 't_acme'"))
                .containsExactly("kept");
        assertThat(query("select rolname from pg_roles where rolname = '" + SchemaRole.of(database.name(), ACME) + "'"))
                .isEmpty();
    }

    @Test
    void refusesTheSecondOfTwoCreationsAtOnce() throws Exception {
        var schemas = schemas(database, database.owner());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (var first = database.connectAs(database.owner())) {
            first.setAutoCommit(false);
            TenantSchema.in(first, ACME, roles(database)).creation().runOn(first);
            var second = other.submit(() -> schemas.create(ACME));
            awaitLockWait();
            first.commit();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(second::get)
                    .withCauseInstanceOf(SchemaExistsException.class);
        } finally {
            other.shutdownNow();
        }
    }

    private void awaitLockWait() throws SQLException {
        String waiting = "select 'waits' from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (query(waiting).isEmpty()) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
        }
    }

    @Test
    void refusesToRemoveWhatIsNotThere() {
        assertThatExceptionOfType(SchemaMissingException.class)
                .isThrownBy(() -> schemas(database, database.owner()).remove(ACME))
                .withMessageContaining("does not exist in this database")
                .satisfies(e -> assertThat(e.schema()).isEqualTo(ACME));
    }

    @Test
    void reportsAllMissingRightsAtOnce() throws SQLException {
        database.executeAsSuperuser(
                "grant " + database.owner().user() + " to " + database.app().user());

        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> schemas(database, database.operator()).create(ACME))
                .satisfies(e -> assertThat(e.problems())
                        .hasSize(4)
                        .anyMatch(problem -> problem.contains("may not create roles"))
                        .anyMatch(problem -> problem.contains("may not create schemas"))
                        .anyMatch(problem -> problem.contains(
                                "may not act as '" + database.owner().user()))
                        .anyMatch(problem -> problem.contains(
                                "is a member of '" + database.owner().user())));
        assertThat(schemaOwner(ACME)).isEmpty();
    }

    @Test
    void reportsRolesThatDoNotExist() {
        var schemas = new TenantSchemas(dataSource(database, database.owner()), Roles.of("nobody", "no_app", "no_op"));

        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> schemas.create(ACME))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "Role 'nobody' does not exist on the server: create it.",
                                "Role 'no_app' does not exist on the server: create it.",
                                "Role 'no_op' does not exist on the server: create it."));
    }

    @Test
    void givesAnInheritingApplicationNoRightOnASchema() throws SQLException {
        database.executeAsSuperuser("alter role " + database.app().user() + " inherit");
        var schemas = schemas(database, database.owner());

        if (database.server().majorVersion() < 16) {
            assertThatExceptionOfType(TenancyConfigurationException.class)
                    .isThrownBy(() -> schemas.create(ACME))
                    .withMessageContaining("noinherit");
        } else {
            schemas.create(ACME);
            assertThat(query("select has_schema_privilege('" + database.app().user() + "', 't_acme', 'USAGE')"))
                    .containsExactly("f");
        }
    }

    @Test
    void letsAProvisionerWorkForTheOwner() throws SQLException {
        var provisioner = new Login("provisioner_" + database.name(), "secret");
        database.executeAsSuperuser("create role %s login createrole password 'secret'; grant %s to %1$s;"
                .formatted(provisioner.user(), database.owner().user()));
        database.executeAsSuperuser(
                "grant connect, create on database " + database.name() + " to " + provisioner.user());
        try {
            var schemas = schemas(database, provisioner);

            schemas.create(ACME);

            assertThat(schemaOwner(ACME)).containsExactly(database.owner().user());
            schemas.remove(ACME);
            assertThat(schemaOwner(ACME)).isEmpty();
        } finally {
            database.executeAsSuperuser("drop owned by %s; drop role %1$s".formatted(provisioner.user()));
        }
    }

    private List<String> roles(TenantSchema schema) throws SQLException {
        return query("select rolname from pg_roles where not rolcanlogin and rolname = '" + schema.role() + "'");
    }

    private List<String> schemaOwner(SchemaName schema) throws SQLException {
        return query("select nspowner::regrole::text from pg_namespace where nspname = '" + schema + "'");
    }

    private List<String> query(String sql) throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var rows = connection.createStatement().executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static TenantSchemas schemas(TestDatabase database, Login login) {
        return new TenantSchemas(dataSource(database, login), roles(database));
    }

    private static Roles roles(TestDatabase database) {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }

    private static PGSimpleDataSource dataSource(TestDatabase database, Login login) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(login.user());
        source.setPassword(login.password());
        return source;
    }
}
