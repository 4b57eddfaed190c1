package io.tenancy.postgres.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalog: what is read from it, and that a second run of a wall leaves it as it was. */
class WallRerunTests {

    /** Everything a wall writes, without the numbers that each run gives anew. */
    private static final String CATALOG =
            """
            select format('policy %s.%s %s %s %s %s %s %s', schemaname, tablename, policyname, permissive, roles, cmd,
                          qual, with_check) as line from pg_policies
            union all
            select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
              from pg_constraint where connamespace = 't_acme'::regnamespace
            union all
            select format('relation %s %s %s %s %s', relname, relkind, relacl, relrowsecurity, relforcerowsecurity)
              from pg_class where relnamespace = 't_acme'::regnamespace
            union all
            select format('column %s %s %s', attrelid::regclass, attnotnull, pg_get_expr(adbin, adrelid))
              from pg_attribute join pg_attrdef on adrelid = attrelid and adnum = attnum
            union all select format('schema %s', nspacl) from pg_namespace where nspname = 't_acme'
            union all select format('database %s', datacl) from pg_database where datname = current_database()
            union all select format('default %s %s', defaclobjtype, defaclacl) from pg_default_acl
            order by line
            """;

    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = TestServer.shared().createDatabase();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void createTables() {
        database.execute(database.owner(), "create schema t_acme; " + Library.tables("t_acme", "text"));
    }

    @AfterEach
    void dropTables() {
        database.execute(database.owner(), "drop schema t_acme cascade");
    }

    @Test
    void readsTablesPartitionsAndIndexesFromTheCatalog() throws SQLException {
        assertThat(tables())
                .extracting(table -> table.name().name() + " " + table.kind() + " " + table.led())
                .containsExactly(
                        "author TABLE true",
                        "note TABLE false",
                        "post TABLE true",
                        "post_tag TABLE true",
                        "visit TABLE true",
                        "visit_2025 PARTITION true",
                        "visit_2026 PARTITION true");
    }

    @Test
    void reportsColumnsThatNoTenantsIdGoesInto() throws SQLException {
        database.execute(
                database.owner(),
                "create table t_acme.a (tenant_id int); create table t_acme.b (tenant_id varchar); create table t_acme.c (tenant_id jsonb)");

        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(this::tables)
                .satisfies(e -> assertThat(e.problems())
                        .hasSize(2)
                        .anyMatch(problem -> problem.contains("t_acme.a' is integer"))
                        .anyMatch(problem -> problem.contains("t_acme.c' is jsonb")));
    }

    @Test
    void reportsASchemaWithoutTenantTables() throws SQLException {
        try (var owner = Sql.as(database, database.owner())) {
            assertThatExceptionOfType(TenancyConfigurationException.class)
                    .isThrownBy(() -> TenantTables.in(owner.connection(), "nowhere", "tenant_id"))
                    .withMessageContaining("No table of schema 'nowhere' has a column 'tenant_id'");
        }
    }

    @Test
    void rowWallChangesNothingTheSecondTime() throws SQLException {
        changesNothingTheSecondTime(RowWall.over(tables(), Library.roles(database)), 15);
    }

    @Test
    void databaseWallChangesNothingTheSecondTime() throws SQLException {
        changesNothingTheSecondTime(
                DatabaseWall.over(tables(), database.name(), TenantId.of("acme"), Library.roles(database)), 7);
    }

    @Test
    void schemaWallChangesNothingTheSecondTime() throws SQLException {
        try (var owner = Sql.as(database, database.owner())) {
            var schema = TenantSchema.in(owner.connection(), SchemaName.of("t_acme"), Library.roles(database));
            database.executeAsSuperuser("create role " + schema.role().name().quoted() + " nologin; grant "
                    + schema.role().name().quoted() + " to " + database.app().user());
            changesNothingTheSecondTime(SchemaWall.over(tables(), schema, TenantId.of("acme")), 7);
        }
    }

    private void changesNothingTheSecondTime(Wall wall, int leastChange) throws SQLException {
        List<String> before = catalog();
        Library.run(database, wall.ddl());
        List<String> first = catalog();
        Library.run(database, wall.ddl());

        assertThat(first).filteredOn(line -> !before.contains(line)).hasSizeGreaterThan(leastChange);
        assertThat(catalog()).isEqualTo(first);
    }

    private List<TenantTable> tables() throws SQLException {
        try (var owner = Sql.as(database, database.owner())) {
            return TenantTables.in(owner.connection(), "t_acme", "tenant_id");
        }
    }

    private List<String> catalog() throws SQLException {
        try (var owner = Sql.as(database, database.owner())) {
            return owner.query(CATALOG);
        }
    }
}
