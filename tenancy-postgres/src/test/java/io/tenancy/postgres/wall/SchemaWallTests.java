package io.tenancy.postgres.wall;

import static io.tenancy.postgres.wall.Sql.DENIED;
import static io.tenancy.postgres.wall.Sql.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.schema.TenantSchemas;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Two tenants, each in a schema of its own, as the application's role. */
class SchemaWallTests {

    private static TestDatabase database;
    private TenantSchema acme;
    private TenantSchema globex;

    @BeforeAll
    static void createDatabase() {
        database = TestServer.shared().createDatabase();
        database.executeAsSuperuser("alter role " + database.owner().user() + " createrole");
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void putUpTheWalls() throws SQLException {
        acme = tenant("acme");
        globex = tenant("globex");
    }

    @AfterEach
    void removeTheSchemas() throws SQLException {
        var schemas = schemas();
        schemas.remove(acme.name());
        schemas.remove(globex.name());
    }

    @Test
    void showsEachTenantItsOwnSchema() throws SQLException {
        for (TenantSchema schema : new TenantSchema[] {acme, globex}) {
            try (var app = bound(schema)) {
                assertThat(app.query("select name from author"))
                        .containsExactly("of " + schema.name().value().substring(2));
            }
        }
    }

    @Test
    void refusesTheOtherSchema() throws SQLException {
        try (var app = bound(acme)) {
            for (String refused : new String[] {
                "select name from t_globex.author",
                "insert into t_globex.author (id, name) values (9, 'x')",
                "update t_globex.author set name = 'x'",
                "delete from t_globex.author",
                "select nextval('t_globex.post_seq')"
            }) {
                assertThatThrownBy(() -> app.query(refused)).as(refused).is(DENIED);
                app.rollback();
                bind(app, acme);
            }
            app.set("search_path", "t_globex");
            assertThatThrownBy(() -> app.query("select name from author")).is(state("42P01"));
        }
    }

    @Test
    void givesTheUnboundApplicationNothing() throws SQLException {
        try (var app = Sql.as(database, database.app())) {
            assertThatThrownBy(() -> app.query("select name from t_acme.author"))
                    .is(DENIED);
            app.rollback();
            bind(app, acme);
            assertThat(app.query("select name from t_acme.author")).hasSize(1);
            app.commit();
            assertThatThrownBy(() -> app.query("select name from t_acme.author"))
                    .is(DENIED);
            app.rollback();
            // What somebody grants on a table later opens nothing.
            assertThat(app.query("select has_schema_privilege('t_acme', 'usage')"))
                    .containsExactly("f");
        }
    }

    @Test
    void failsWhereTheSchemasRoleIsMissing() throws SQLException {
        var schemas = schemas();
        schemas.remove(globex.name());

        try (var app = Sql.as(database, database.app())) {
            assertThatThrownBy(() -> bind(app, globex)).is(state("22023"));
            app.rollback();
            bind(app, acme);
            assertThat(app.query("select name from author")).hasSize(1);
        }
        schemas.create(globex.name());
    }

    @Test
    void checkRefusesTheRightSchemaUnderTheWrongTenant() throws SQLException {
        try (var app = bound(acme).set("tenancy.tenant_id", "globex")) {
            assertThatThrownBy(() -> app.update("insert into author (id, name) values (9, 'x')"))
                    .is(state("23514"));
            app.rollback();
            bind(app, acme);
            assertThatThrownBy(() -> app.update("insert into visit (tenant_id, id, year) values ('globex', 1, 2026)"))
                    .is(state("23514"));
            app.rollback();
            bind(app, acme);
            assertThatThrownBy(() -> app.update("update author set tenant_id = 'globex'"))
                    .is(state("23514"));
        }
    }

    @Test
    void writesAndStampsOwnRows() throws SQLException {
        try (var app = bound(acme)) {
            app.update("insert into author (id, name) values (nextval('post_seq') + 100, 'new')");
            app.update("insert into post (id, title, author_id) values (1, 'own', 1)");
            app.update("insert into post_tag (post_id, tag) values (1, 'java')");
            app.update("insert into visit (id, year) values (1, 2026)");
            assertThat(app.query("select tenant_id from post_tag union all select tenant_id from visit"))
                    .containsExactly("acme", "acme");
            assertThat(app.update("delete from author")).isEqualTo(2);
            assertThat(app.query("select tenant_id from post where author_id is null"))
                    .containsExactly("acme");
            assertThatThrownBy(() -> app.update("truncate author cascade")).is(DENIED);
        }
    }

    @Test
    void opensLaterTablesToTheRoleAlone() throws SQLException {
        database.execute(database.owner(), "create table t_acme.later (id bigint); create sequence t_acme.later_seq");

        try (var app = bound(acme)) {
            assertThat(app.query("select id from later")).isEmpty();
            assertThat(app.query("select nextval('later_seq')")).hasSize(1);
        }
        try (var app = bound(globex)) {
            assertThatThrownBy(() -> app.query("select id from t_acme.later")).is(DENIED);
        }
    }

    @Test
    void letsTheOperatorReadAllAndWriteNothing() throws SQLException {
        try (var operator = Sql.as(database, database.operator())) {
            assertThat(operator.query("select name from t_acme.author union all select name from t_globex.author"))
                    .containsExactly("of acme", "of globex");
            assertThatThrownBy(() -> operator.update("delete from t_acme.author"))
                    .is(DENIED);
            operator.rollback();
            assertThatThrownBy(() -> bind(operator, acme)).is(DENIED);
        }
    }

    @Test
    void givesTheRoleOfAnotherDatabasesSchemaToNobodyHere() throws SQLException {
        try (var other = TestServer.shared().createDatabase()) {
            other.executeAsSuperuser("alter role " + other.owner().user() + " createrole");
            var there = new TenantSchemas(dataSource(other), Library.roles(other)).create(acme.name());
            try (var app = Sql.as(database, database.app())) {
                assertThatThrownBy(() -> app.set("role", there.role().toString()))
                        .is(DENIED);
            }
        }
    }

    private TenantSchema tenant(String id) throws SQLException {
        var schema = schemas().create(SchemaName.of("t_" + id));
        String name = schema.name().value();
        database.execute(database.owner(), Library.tables(name, "text"));
        try (var owner = Sql.as(database, database.owner())) {
            var tables = TenantTables.in(owner.connection(), name, "tenant_id");
            SchemaWall.over(tables, schema, TenantId.of(id)).ddl().runOn(owner.connection());
            owner.update("insert into " + name + ".author values (?, 1, ?)", id, "of " + id);
            owner.commit();
        }
        return schema;
    }

    private Sql bound(TenantSchema schema) throws SQLException {
        return bind(Sql.as(database, database.app()), schema);
    }

    private static Sql bind(Sql app, TenantSchema schema) throws SQLException {
        String name = schema.name().value();
        return app.set("search_path", name)
                .set("tenancy.tenant_id", name.substring(2))
                .set("role", schema.role().toString());
    }

    private static TenantSchemas schemas() {
        return new TenantSchemas(dataSource(database), Library.roles(database));
    }

    private static PGSimpleDataSource dataSource(TestDatabase database) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.owner().user());
        source.setPassword(database.owner().password());
        return source;
    }
}
