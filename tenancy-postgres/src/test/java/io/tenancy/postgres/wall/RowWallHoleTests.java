package io.tenancy.postgres.wall;

import static io.tenancy.postgres.wall.Sql.DENIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wall with one stone missing lets something through: the tests of the whole wall can fail. */
class RowWallHoleTests {

    private static final String OF_GLOBEX = "insert into data.note values ('globex', 'x')";

    private TestDatabase database;

    @BeforeEach
    void createTable() {
        database = TestServer.shared().createDatabase();
        database.execute(database.owner(), "create schema data; create table data.note (tenant_id text, body text)");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void withoutItsCheckThePolicyLetsARowBeHandedOver() throws SQLException {
        // Not simply left out: PostgreSQL then checks new rows with the USING condition.
        putUp(sql ->
                sql.contains("\"tenancy_app\"") ? sql.replaceFirst("with check \\(.*\\)$", "with check (true)") : sql);
        try (var app = bound()) {
            assertThat(app.update(OF_GLOBEX)).isEqualTo(1);
        }

        putUp(UnaryOperator.identity());
        try (var app = bound()) {
            assertThatThrownBy(() -> app.update(OF_GLOBEX)).is(DENIED);
        }
    }

    @Test
    void withoutForceTheOwnerStandsOutsideTheWall() throws SQLException {
        UnaryOperator<String> noOwnerPolicy =
                sql -> sql.startsWith("create policy \"tenancy_owner\"") ? "select 1" : sql;
        putUp(sql -> sql.contains(" force row level") ? "select 1" : noOwnerPolicy.apply(sql));
        try (var owner = Sql.as(database, database.owner())) {
            owner.update(OF_GLOBEX);
            assertThat(owner.query("select body from data.note")).hasSize(1);
            owner.commit();
        }

        putUp(noOwnerPolicy);
        try (var owner = Sql.as(database, database.owner())) {
            assertThat(owner.query("select body from data.note")).isEmpty();
            assertThat(owner.update("update data.note set body = 'y'")).isZero();
            assertThatThrownBy(() -> owner.update(OF_GLOBEX)).is(DENIED);
        }
    }

    private void putUp(UnaryOperator<String> change) throws SQLException {
        var tables = List.of(TenantTable.of("data", "note", TenantColumn.text("tenant_id")));
        var statements = RowWall.over(tables, Library.roles(database)).ddl().sections().stream()
                .flatMap(section -> section.statements().stream())
                .map(change)
                .toList();
        Library.run(database, Ddl.section("changed wall", statements));
    }

    private Sql bound() throws SQLException {
        return Sql.as(database, database.app()).set("tenancy.tenant_id", "acme");
    }
}
