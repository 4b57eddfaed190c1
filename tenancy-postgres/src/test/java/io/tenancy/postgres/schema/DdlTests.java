package io.tenancy.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DdlTests {

    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = TestServer.shared().createDatabase();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @Test
    void printsAScript() {
        var ddl = Ddl.section("the first", List.of("select 1", "select 2"))
                .then(Ddl.nothing())
                .then(Ddl.section("nothing to do", List.of()))
                .then(Ddl.section("the second", List.of("select 3")));

        assertThat(ddl.script())
                .isEqualTo(
                        """
                        -- the first
                        select 1;
                        select 2;

                        -- the second
                        select 3;
                        """);
    }

    @Test
    void refusesACommentThatEndsEarly() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ddl.section("a\ndrop table post", List.of("select 1")));
    }

    @Test
    void refusesAutoCommit() throws SQLException {
        try (var connection = database.connectAs(database.owner())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Ddl.section("s", List.of("select 1")).runOn(connection))
                    .withMessageContaining("auto-commit");
        }
    }

    @Test
    void saysWhichStatementFailed() throws SQLException {
        try (var connection = database.connectAs(database.owner())) {
            connection.setAutoCommit(false);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Ddl.section("wall of post", List.of("select 1", "alter table nope add x int"))
                            .runOn(connection))
                    .withMessageContaining("wall of post failed")
                    .withMessageContaining("alter table nope")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
        }
    }

    @Test
    void failsWherePostgresOnlyWarnsThatNothingWasGranted() throws SQLException {
        database.executeAsSuperuser("create schema foreign_schema; grant usage on schema foreign_schema to "
                + database.owner().user());
        try (var connection = database.connectAs(database.owner())) {
            connection.setAutoCommit(false);
            var grant = Ddl.section(
                    "access",
                    List.of("grant usage on schema foreign_schema to "
                            + database.app().user()));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> grant.runOn(connection))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("01007"));
        }
    }
}
