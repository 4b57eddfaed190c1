package io.tenancy.postgres;

import static io.tenancy.postgres.Fleet.DATABASE;
import static io.tenancy.postgres.Fleet.OTHER_DATABASE;
import static io.tenancy.postgres.Fleet.OTHER_ROWS;
import static io.tenancy.postgres.Fleet.OTHER_SCHEMA;
import static io.tenancy.postgres.Fleet.ROWS;
import static io.tenancy.postgres.Fleet.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.postgres.schema.SchemaRole;
import io.tenancy.refusal.ForbiddenStatementException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is not stopped, and the threat model says so: text that an attacker writes, on the tenant's own connection. */
class HostileSqlTests {

    private static Fleet fleet;
    private static TenantConnections connections;

    @BeforeAll
    static void open() throws SQLException {
        fleet = new Fleet();
        connections = fleet.connections();
    }

    @AfterAll
    static void close() {
        connections.close();
        fleet.close();
    }

    @Test
    void plainTextThatChangesTheTenantIsRefused() throws Exception {
        Fleet.as(connections, ROWS, connection -> assertThatExceptionOfType(ForbiddenStatementException.class)
                .isThrownBy(() -> run(connection, "select set_config('tenancy.tenant_id', 'rows-b', true)")));
    }

    @Test
    void hiddenTextCrossesInSharedRows() throws Exception {
        Fleet.as(connections, ROWS, connection -> assertThat(
                        hidden(connection, setting("tenancy.tenant_id", OTHER_ROWS), "select note from item"))
                .contains("rows-b item 1")
                .doesNotContain("rows-a item"));
    }

    @Test
    void hiddenTextCrossesIntoAnotherSchema() throws Exception {
        String role = SchemaRole.of(fleet.main.name(), Fleet.schemaOf(OTHER_SCHEMA))
                .name()
                .name();
        String other = "select note from " + Fleet.schemaOf(OTHER_SCHEMA) + ".item";
        Fleet.as(connections, SCHEMA, connection -> assertThat(hidden(connection, setting("role", role), other))
                .contains("schema-b item 1"));
    }

    @Test
    void noTextReachesAnotherDatabase() throws Exception {
        Fleet.as(connections, DATABASE, connection -> assertThat(
                        hidden(connection, setting("tenancy.tenant_id", OTHER_DATABASE), "select note from item"))
                .contains("database-a item 1")
                .doesNotContain("database-b item"));
        String other = "select note from " + fleet.second.name() + ".app.item";
        Fleet.as(connections, DATABASE, connection -> assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> hidden(connection, "select 1", other))
                .withMessageContaining("cross-database references are not implemented"));
    }

    @Test
    void namesInTheCatalogAreVisibleToEveryTenant() throws Exception {
        Fleet.as(connections, SCHEMA, connection -> assertThat(
                        run(connection, "select string_agg(nspname, ' ') from pg_namespace"))
                .contains(Fleet.schemaOf(OTHER_SCHEMA).value()));
    }

    @Test
    void gapsInASharedSequenceTellThatSomebodyElseWrites() throws Exception {
        long[] numbers = new long[2];
        String next = "select nextval('item_seq')";
        Fleet.as(connections, ROWS, connection -> numbers[0] = Long.parseLong(run(connection, next)));
        Fleet.as(connections, OTHER_ROWS, connection -> run(connection, next));
        Fleet.as(connections, ROWS, connection -> numbers[1] = Long.parseLong(run(connection, next)));
        assertThat(numbers[1] - numbers[0]).isEqualTo(100);
    }

    @Test
    void aDumpHoldsAllTenantsOrFails() throws Exception {
        String all = "select string_agg(distinct tenant_id, ' ' order by tenant_id) from app.item";
        try (Connection app = fleet.main.connectAs(fleet.main.app())) {
            run(app, "select set_config('row_security', 'off', false)");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(app, all))
                    .withMessageContaining("row-level security");
        }
        try (Connection superuser = fleet.main.connectAsSuperuser()) {
            assertThat(run(superuser, all)).isEqualTo("rows-a rows-b");
        }
    }

    /** The words that are looked for are put together by the server. */
    private static String setting(String name, String value) {
        String half = name.substring(0, name.length() / 2) + "'' || ''" + name.substring(name.length() / 2);
        return "select set' || '_config(''" + half + "'', ''" + value + "'', true)";
    }

    private static String hidden(Connection connection, String first, String second) throws SQLException {
        return run(
                connection,
                "select query_to_xml('" + first + "', true, false, '')::text || query_to_xml('" + second
                        + "', true, false, '')::text");
    }

    private static String run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
