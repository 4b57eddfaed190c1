package io.tenancy.postgres.wall;

import static io.tenancy.postgres.wall.Sql.DENIED;
import static io.tenancy.postgres.wall.Sql.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.TenantId;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two tenants, each in a database of its own with a login of its own, on one cluster. */
class DatabaseWallTests {

    private static TestDatabase acme;
    private static TestDatabase globex;

    @BeforeAll
    static void putUpTheWalls() throws SQLException {
        acme = tenant("acme");
        globex = tenant("globex");
    }

    @AfterAll
    static void dropDatabases() {
        acme.close();
        globex.close();
    }

    @Test
    void showsEachTenantItsOwnDatabase() throws SQLException {
        try (var app = bound(acme, "acme")) {
            assertThat(app.query("select name from data.author")).containsExactly("of acme");
        }
        try (var app = bound(globex, "globex")) {
            assertThat(app.query("select name from data.author")).containsExactly("of globex");
        }
    }

    @Test
    void keepsALoginToItsDatabase() {
        assertThatThrownBy(() -> Sql.as(globex, acme.app())).is(DENIED);
        assertThatThrownBy(() -> Sql.as(acme, globex.app())).is(DENIED);
    }

    @Test
    void checkRefusesAnotherTenantsId() throws SQLException {
        try (var app = bound(acme, "globex")) {
            assertThatThrownBy(() -> app.update("insert into data.author (id, name) values (9, 'x')"))
                    .is(state("23514"));
            app.rollback();
            app.set("tenancy.tenant_id", "acme");
            assertThat(app.update("insert into data.author (id, name) values (nextval('data.post_seq') + 100, 'own')"))
                    .isEqualTo(1);
            assertThatThrownBy(() -> app.update("update data.author set tenant_id = 'globex'"))
                    .is(state("23514"));
        }
    }

    @Test
    void refusesRowsWithoutATenant() throws SQLException {
        try (var app = Sql.as(acme, acme.app())) {
            assertThatThrownBy(() -> app.update("insert into data.author (id, name) values (9, 'x')"))
                    .is(state("23502"));
        }
    }

    @Test
    void givesTheLoginNothingButRows() throws SQLException {
        try (var app = bound(acme, "acme")) {
            for (String refused : new String[] {
                "truncate data.note",
                "create table data.mine (id int)",
                "create temp table mine (id int)",
                "create schema mine"
            }) {
                assertThatThrownBy(() -> app.update(refused)).as(refused).is(DENIED);
                app.rollback();
            }
        }
    }

    @Test
    void letsTheOperatorReadAndWriteNothing() throws SQLException {
        try (var operator = Sql.as(acme, acme.operator())) {
            assertThat(operator.query("select name from data.author")).containsExactly("of acme");
            assertThatThrownBy(() -> operator.update("delete from data.author")).is(DENIED);
        }
    }

    private static TestDatabase tenant(String id) throws SQLException {
        var database = TestServer.shared().createDatabase();
        // As PostgreSQL makes a database: open to every login.
        database.executeAsSuperuser("grant connect, temporary on database " + database.name() + " to public");
        database.execute(database.owner(), "create schema data; " + Library.tables("data", "text"));
        try (var owner = Sql.as(database, database.owner())) {
            var tables = TenantTables.in(owner.connection(), "data", "tenant_id");
            DatabaseWall.over(tables, database.name(), TenantId.of(id), Library.roles(database))
                    .ddl()
                    .runOn(owner.connection());
            owner.update("insert into data.author values (?, 1, ?)", id, "of " + id);
            owner.commit();
        }
        return database;
    }

    private static Sql bound(TestDatabase database, String tenant) throws SQLException {
        return Sql.as(database, database.app()).set("tenancy.tenant_id", tenant);
    }
}
