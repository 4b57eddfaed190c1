package io.tenancy.postgres.wall;

import static io.tenancy.postgres.wall.Sql.DENIED;
import static io.tenancy.postgres.wall.Sql.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two tenants in shared tables, as the application's role, for each type of tenant column. */
@ParameterizedClass
@EnumSource(RowWallTests.Column.class)
class RowWallTests {

    enum Column {
        TEXT("text", "acme", "globex"),
        VARCHAR("varchar(63)", "acme", "globex"),
        UUID("uuid", "7f000001-0000-4000-8000-00000000000a", "7f000001-0000-4000-8000-00000000000b"),
        BIGINT("bigint", "1", "2");

        final String type;
        final String acme;
        final String globex;

        Column(String type, String acme, String globex) {
            this.type = type;
            this.acme = acme;
            this.globex = globex;
        }
    }

    private static TestDatabase database;
    private static Sql owner;

    @Parameter
    private Column column;

    @BeforeParameterizedClassInvocation
    static void putUpTheWall(Column column) throws SQLException {
        database = TestServer.shared().createDatabase();
        database.execute(database.owner(), "create schema data; " + Library.tables("data", column.type));
        owner = Sql.as(database, database.owner());
        var tables = TenantTables.in(owner.connection(), "data", "tenant_id");
        RowWall.over(tables, Library.roles(database)).ddl().runOn(owner.connection());
        owner.commit();
    }

    @AfterParameterizedClassInvocation
    static void dropDatabase() throws SQLException {
        owner.close();
        database.close();
    }

    @BeforeEach
    void fillTheTables() throws SQLException {
        owner.update("truncate data.author, data.post, data.post_tag, data.visit, data.note");
        for (String tenant : new String[] {column.acme, column.globex}) {
            insert(owner, "author (tenant_id, id, name)", tenant, "1, 'author'");
            insert(owner, "post (tenant_id, id, title, author_id)", tenant, "1, 'own', 1");
            insert(owner, "post_tag (tenant_id, post_id, tag)", tenant, "1, 'java'");
            insert(owner, "visit (tenant_id, id, year)", tenant, "1, 2026");
        }
        insert(owner, "author (tenant_id, id, name)", column.globex, "2, 'of globex alone'");
        owner.commit();
    }

    @Test
    void showsEachTenantItsOwnRows() throws SQLException {
        for (String tenant : new String[] {column.acme, column.globex}) {
            try (var app = bound(tenant)) {
                for (String table : new String[] {"author", "post", "post_tag", "visit"}) {
                    assertThat(app.query("select distinct tenant_id::text from data." + table))
                            .as(table)
                            .containsExactly(tenant);
                }
            }
        }
    }

    @Test
    void showsNothingToNobody() throws SQLException {
        try (var app = Sql.as(database, database.app())) {
            assertThat(app.query("select id from data.post")).isEmpty();
            app.rollback();
            app.set("tenancy.tenant_id", column.acme);
            assertThat(app.query("select id from data.post")).hasSize(1);
            app.commit();
            // PostgreSQL leaves '' behind where the setting was unset before.
            assertThat(app.query("select current_setting('tenancy.tenant_id', true)"))
                    .containsExactly("");
            assertThatCode(() ->
                            assertThat(app.query("select id from data.post")).isEmpty())
                    .doesNotThrowAnyException();
            assertThat(app.update("update data.post set title = 'x'")).isZero();
            assertThatThrownBy(() -> insert(app, "author (tenant_id, id, name)", column.acme, "9, 'x'"))
                    .is(DENIED);
        }
    }

    @Test
    void refusesInsertForAnotherTenant() throws SQLException {
        try (var app = bound(column.acme)) {
            assertThat(insert(app, "author (tenant_id, id, name)", column.acme, "9, 'mine'"))
                    .isEqualTo(1);
            assertThatThrownBy(() -> insert(app, "author (tenant_id, id, name)", column.globex, "9, 'x'"))
                    .is(DENIED);
        }
    }

    @Test
    void refusesToHandARowToAnotherTenant() throws SQLException {
        try (var app = bound(column.acme)) {
            assertThatThrownBy(() -> app.update("update data.author set tenant_id = '" + column.globex + "'"))
                    .is(DENIED);
        }
    }

    @Test
    void leavesAnotherTenantsRowsAlone() throws SQLException {
        String theirs = " where tenant_id = '" + column.globex + "'";
        try (var app = bound(column.acme)) {
            assertThat(app.update("update data.author set name = 'x'" + theirs)).isZero();
            assertThat(app.update("delete from data.author" + theirs)).isZero();
            assertThat(app.update("update data.author set name = 'mine'")).isEqualTo(1);
            assertThat(app.update("delete from data.author")).isEqualTo(1);
            app.commit();
        }
        try (var app = bound(column.globex)) {
            assertThat(app.query("select name from data.author order by id"))
                    .containsExactly("author", "of globex alone");
        }
    }

    @Test
    void refusesUpsertOverAnotherTenantsRow() throws SQLException {
        String upsert = "insert into data.author (tenant_id, id, name) values ('%s', 2, 'x')"
                + " on conflict (tenant_id, id) do update set name = 'x'";
        try (var app = bound(column.acme)) {
            assertThat(app.update(upsert.formatted(column.acme))).isEqualTo(1);
            assertThatThrownBy(() -> app.update(upsert.formatted(column.globex)))
                    .is(DENIED);
        }
    }

    @Test
    void stampsRowsThatDoNotNameTheTenant() throws SQLException {
        try (var app = bound(column.acme)) {
            app.update("insert into data.post_tag (post_id, tag) values (1, 'sql')");
            assertThat(app.query("select tenant_id::text from data.post_tag where tag = 'sql'"))
                    .containsExactly(column.acme);
        }
        try (var nobody = Sql.as(database, database.app())) {
            assertThatThrownBy(() -> nobody.update("insert into data.post_tag (post_id, tag) values (1, 'sql')"))
                    .is(DENIED);
        }
    }

    @Test
    void blocksAParentOfAnotherTenant() throws SQLException {
        try (var app = bound(column.acme)) {
            // Author 2 exists, but is of globex: foreign keys ask no policy.
            assertThatThrownBy(() -> app.update("update data.post set author_id = 2"))
                    .is(state("23503"));
        }
        try (var app = bound(column.globex)) {
            assertThat(app.update("update data.post set author_id = 2")).isEqualTo(1);
        }
    }

    @Test
    void takesTheSameNaturalKeyInBothTenants() throws SQLException {
        try (var app = bound(column.acme)) {
            assertThat(insert(app, "post (tenant_id, id, title)", column.acme, "2, 'same'"))
                    .isEqualTo(1);
            app.commit();
        }
        try (var app = bound(column.globex)) {
            assertThat(insert(app, "post (tenant_id, id, title)", column.globex, "2, 'same'"))
                    .isEqualTo(1);
            assertThatThrownBy(() -> insert(app, "post (tenant_id, id, title)", column.globex, "3, 'same'"))
                    .is(state("23505"));
        }
    }

    @Test
    void keepsTheTenantOfAChildWhoseParentIsDeleted() throws SQLException {
        try (var app = bound(column.acme)) {
            app.update("delete from data.author");
            assertThat(app.query("select tenant_id || ':' || coalesce(author_id::text, 'none') from data.post"))
                    .containsExactly(column.acme + ":none");
            app.update("delete from data.post");
            assertThat(app.query("select tag from data.post_tag")).isEmpty();
            app.commit();
        }
        try (var app = bound(column.globex)) {
            assertThat(app.query("select author_id::text from data.post")).containsExactly("1");
            assertThat(app.query("select tag from data.post_tag")).hasSize(1);
        }
    }

    @Test
    void letsTheOwnerMigrateAllRows() throws SQLException {
        assertThat(owner.update("update data.post set title = title || '!'")).isEqualTo(2);
        assertThat(owner.query("select title from data.post"))
                .containsOnly("own!")
                .hasSize(2);
        owner.commit();
    }

    @Test
    void letsTheOperatorReadAllAndWriteNothing() throws SQLException {
        try (var operator = Sql.as(database, database.operator())) {
            assertThat(operator.query("select tenant_id::text from data.post"))
                    .containsExactlyInAnyOrder(column.acme, column.globex);
            assertThatThrownBy(() -> operator.update("update data.post set title = 'x'"))
                    .is(DENIED);
            operator.rollback();
            assertThatThrownBy(() -> insert(operator, "author (tenant_id, id, name)", column.acme, "9, 'x'"))
                    .is(DENIED);
        }
    }

    @Test
    void coversPartitions() throws SQLException {
        try (var app = bound(column.acme)) {
            assertThat(insert(app, "visit (tenant_id, id, year)", column.acme, "2, 2025"))
                    .isEqualTo(1);
            assertThat(app.query("select id from data.visit order by id")).containsExactly("1", "2");
            assertThatThrownBy(() -> app.query("select id from data.visit_2026"))
                    .is(DENIED);
        }
        owner.update("grant select on data.visit_2026 to " + database.app().user());
        owner.commit();
        try (var app = bound(column.acme)) {
            assertThat(app.query("select tenant_id::text from data.visit_2026")).containsExactly(column.acme);
        }
    }

    @Test
    void givesTheApplicationNothingButRowsAndNumbers() throws SQLException {
        try (var app = bound(column.acme)) {
            assertThat(app.query("select nextval('data.post_seq')")).hasSize(1);
            for (String refused : new String[] {
                "truncate data.note",
                "select setval('data.post_seq', 1)",
                "create table data.mine (id bigint)",
                "create trigger t before insert on data.note for each row execute function suppress_redundant_updates_trigger()",
                "drop policy tenancy_app on data.note",
                "alter table data.note disable row level security"
            }) {
                assertThatThrownBy(() -> app.query(refused)).as(refused).is(DENIED);
                app.rollback();
            }
        }
    }

    private Sql bound(String tenant) throws SQLException {
        return Sql.as(database, database.app()).set("tenancy.tenant_id", tenant);
    }

    private static int insert(Sql sql, String into, String tenant, String values) throws SQLException {
        return sql.update("insert into data." + into + " values ('" + tenant + "', " + values + ")");
    }
}
