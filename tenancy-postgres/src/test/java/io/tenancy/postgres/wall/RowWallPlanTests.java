package io.tenancy.postgres.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Native SQL without a predicate of its own, over 20 000 rows of 200 tenants. */
class RowWallPlanTests {

    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = TestServer.shared().createDatabase();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @AfterEach
    void dropTables() {
        database.execute(database.owner(), "drop schema data cascade");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    text; i % 200; 7
                    varchar(63); i % 200; 7
                    bigint; i % 200; 7
                    uuid; ('7f000001-0000-4000-8000-' || lpad((i % 200)::text, 12, '0'))::uuid; 7f000001-0000-4000-8000-000000000007
                    """,
            delimiter = ';')
    void usesTheTenantIndex(String type, String tenant, String bound) throws SQLException {
        database.execute(
                database.owner(),
                """
                create schema data;
                create table data.keyed (tenant_id %1$s, id bigint, body text, primary key (tenant_id, id));
                create table data.unkeyed (tenant_id %1$s, body text);
                insert into data.keyed select %2$s, i, repeat('x', 100) from generate_series(1, 20000) i;
                insert into data.unkeyed select tenant_id, body from data.keyed;
                """
                        .formatted(type, tenant));
        try (var owner = Sql.as(database, database.owner())) {
            var tables = TenantTables.in(owner.connection(), "data", "tenant_id");
            RowWall.over(tables, Library.roles(database)).ddl().runOn(owner.connection());
            owner.commit();
        }
        database.execute(database.owner(), "analyze data.keyed; analyze data.unkeyed");

        try (var app = Sql.as(database, database.app()).set("tenancy.tenant_id", bound)) {
            for (String table : List.of("keyed", "unkeyed")) {
                assertThat(app.query("select count(*) from data." + table)).containsExactly("100");
                assertThat(String.join("\n", app.query("explain select body from data." + table)))
                        .contains("InitPlan")
                        .containsPattern("Index Scan (using|on) " + table + "_(pkey|tenancy_)")
                        .doesNotContain("Seq Scan");
            }
        }
    }
}
