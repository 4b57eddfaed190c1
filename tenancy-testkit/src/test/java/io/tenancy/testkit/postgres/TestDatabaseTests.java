package io.tenancy.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestDatabaseTests {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestServer.shared().createDatabase();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void everyLoginGetsInAndNoneMayBypassPolicies() throws SQLException {
        for (Login login : new Login[] {database.owner(), database.app(), database.operator()}) {
            try (var connection = database.connectAs(login)) {
                assertThat(ask(connection, "select current_user")).isEqualTo(login.user());
                assertThat(ask(
                                connection,
                                "select rolsuper or rolbypassrls or rolcreaterole from pg_roles"
                                        + " where rolname = current_user"))
                        .isEqualTo("f");
            }
        }
    }

    @Test
    void refusesWrongPassword() {
        var wrong = new Login(database.app().user(), "wrong");

        assertThatThrownBy(() -> database.connectAs(wrong).close())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void publicIsClosedToAll() {
        for (Login login : new Login[] {database.owner(), database.app(), database.operator()}) {
            assertThatThrownBy(() -> database.execute(login, "create table public.t (id int)"))
                    .hasMessageContaining("permission denied for schema public");
        }
    }

    @Test
    void appMakesNoTemporaryTable() {
        assertThatThrownBy(() -> database.execute(database.app(), "create temp table t (id int)"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void appOfAnotherDatabaseIsNotLetIn() {
        try (var other = TestServer.shared().createDatabase()) {
            assertThatThrownBy(() -> database.connectAs(other.app()).close())
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void runsScriptWithDollarQuotesAndBraces() throws SQLException {
        database.execute(
                database.owner(),
                """
                create schema shop;
                create function shop.answer() returns int language plpgsql as $body$
                begin
                  perform '{not an escape}; really'; -- one; two
                  return 42;
                end $body$;
                create function shop.next_answer() returns int language sql begin atomic select 43; end;
                """);
        try (var connection = database.connectAs(database.owner())) {
            assertThat(ask(connection, "select shop.answer() + shop.next_answer()"))
                    .isEqualTo("85");
        }
    }

    @Test
    void failedScriptLeavesNothing() throws SQLException {
        assertThatThrownBy(() -> database.execute(database.owner(), "create schema half; select 1/0;"))
                .hasMessageContaining("division by zero")
                .hasMessageContaining(database.owner().user());
        try (var connection = database.connectAsSuperuser()) {
            assertThat(ask(connection, "select count(*) from pg_namespace where nspname = 'half'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void closeLeavesNeitherDatabaseNorRoles() throws SQLException {
        var gone = TestServer.shared().createDatabase();
        String group = "group_of_" + gone.name();
        gone.executeAsSuperuser("create role %s; grant %s to %s; create schema s authorization %s"
                .formatted(group, group, gone.app().user(), group));
        try (var connection = gone.connectAs(gone.app())) {
            gone.close();
            assertThatThrownBy(() -> ask(connection, "select 1")).isInstanceOf(SQLException.class);
        }
        try (var connection = TestServer.shared().connectAsSuperuser("postgres")) {
            assertThat(ask(connection, "select count(*) from pg_database where datname = '" + gone.name() + "'"))
                    .isEqualTo("0");
            String roles = String.join(
                    "','",
                    Stream.of(gone.owner(), gone.app(), gone.operator())
                            .map(Login::user)
                            .toList());
            assertThat(ask(
                            connection,
                            "select count(*) from pg_roles where rolname in ('%s','%s')".formatted(group, roles)))
                    .isEqualTo("0");
        }
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(database.app().toString())
                .contains(database.app().user())
                .doesNotContain(database.app().password());
        assertThat(database.jdbcUrl()).doesNotContain(database.app().password());
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
