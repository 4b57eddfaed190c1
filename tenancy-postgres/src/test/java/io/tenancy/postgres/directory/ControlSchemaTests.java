package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.Login;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what in the control schema, and what it refuses even from its owner's hand. */
class ControlSchemaTests {

    private static final Tenant ACME = Tenant.active("acme", Placement.sharedRows("main"));

    private static Control control;

    @BeforeAll
    static void start() {
        control = new Control();
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @BeforeEach
    void empty() {
        execute("truncate tenancy.tenant");
    }

    @Test
    void refusesARoleThatWouldReadAndWrite() {
        assertThatThrownBy(() -> ControlRoles.of("app", "app"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'app'");
    }

    @Test
    void showsNoSecretAndRefusesAForeignUrl() {
        ControlDatabase reader = control.reader();
        assertThat(reader.toString())
                .contains(control.database.app().user())
                .doesNotContain(control.database.app().password(), control.database.jdbcUrl());
        assertThatThrownBy(() -> ControlDatabase.of("jdbc:h2:mem:x", reader.login()))
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("jdbc:postgresql://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into tenancy.tenant (id, status, placement, server) values ('x', 'ACTIVE', 'SHARED_ROWS', 'main')",
                "update tenancy.tenant set status = 'ACTIVE'",
                "delete from tenancy.tenant",
                "truncate tenancy.tenant",
                "select * from tenancy.tenant for update",
                "create table tenancy.mine ()",
                "drop table tenancy.tenant",
                "select * from tenancy.control_history"
            })
    void theReaderOnlyReads(String sql) throws SQLException {
        control.registry().register(ACME);
        assertThatThrownBy(() -> run(control.database.app(), sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        assertThat(run(control.database.app(), "select id from tenancy.tenant")).isEqualTo("acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from tenancy.tenant",
                "truncate tenancy.tenant",
                "update tenancy.tenant set epoch = 99",
                "update tenancy.tenant set id = 'other'",
                "create table tenancy.mine ()",
                "alter table tenancy.tenant disable trigger all",
                "select * from tenancy.control_history"
            })
    void theRegistrarRemovesNothing(String sql) throws SQLException {
        control.registry().register(ACME);
        assertThatThrownBy(() -> run(control.database.operator(), sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        assertThat(run(control.database.operator(), "update tenancy.tenant set status = 'READ_ONLY' returning epoch"))
                .isEqualTo("2");
    }

    @Test
    void aChangeByHandRaisesTheEpochWhateverItSays() {
        control.registry().register(ACME);
        execute("update tenancy.tenant set status = 'SUSPENDED', epoch = 1");
        assertThat(control.directory().require(ACME.id())).isEqualTo(ACME.withStatus(TenantStatus.SUSPENDED));
        execute("update tenancy.tenant set attributes = '{\"plan\": \"gold\"}', epoch = 70");
        assertThat(control.directory().require(ACME.id()).epoch()).isEqualTo(2);
    }

    @Test
    void anErasedTenantStaysErasedEvenByHand() {
        control.registry().register(ACME);
        execute("update tenancy.tenant set status = 'ERASED'");
        assertThatThrownBy(() -> execute("update tenancy.tenant set status = 'ACTIVE'"))
                .hasMessageContaining("acme was erased");
    }

    /** What each row would do beside the tenant that has the schema 't_acme' on 'main' or the server 'eu' alone. */
    @ParameterizedTest
    @CsvSource({
        "OWN_SCHEMA, main, t_acme, 23505",
        "OWN_DATABASE, main, , 23P01",
        "OWN_DATABASE, eu, , 23P01",
        "SHARED_ROWS, eu, , 23P01",
        "OWN_SCHEMA, eu, t_x, 23P01",
        "SHARED_ROWS, main, t_x, 23514",
        "OWN_SCHEMA, main, , 23514",
        "ELSEWHERE, main, , 23514",
        "OWN_SCHEMA, main, T-X, 23514",
        "SHARED_ROWS, MAIN, , 23514",
    })
    void twoConnectionsCannotBothClaimAPlace(String placement, String server, String schema, String state)
            throws Exception {
        try (Connection first = open();
                Connection second = open()) {
            first.setAutoCommit(false);
            update(first, row("acme", "OWN_SCHEMA", "main", "t_acme"));
            update(first, row("globex", "OWN_DATABASE", "eu", null));
            // The second waits for the first to decide, or is refused at once.
            var waiting = CompletableFuture.supplyAsync(() -> stateOf(second, row("x", placement, server, schema)));
            Control.await("the second waits or is refused", () -> waiting.isDone() || isBlocked());
            first.commit();
            assertThat(waiting.get()).isEqualTo(state);
        }
        assertThat(run(control.database.owner(), "select string_agg(id, ' ' order by id) from tenancy.tenant"))
                .isEqualTo("acme globex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "{\"a\": 1}", "{\"a\": null}", "{\"a\": [\"x\"]}", "{\"a\": {}}"})
    void attributesAreTexts(String json) {
        control.registry().register(ACME);
        assertThatThrownBy(() -> execute("update tenancy.tenant set attributes = '" + json + "'"))
                .hasMessageContaining("violates check constraint");
        execute("update tenancy.tenant set attributes = '{\"a\": \"1\"}'");
        assertThat(control.directory().require(ACME.id()).attributes()).containsEntry("a", "1");
    }

    private static String row(String id, String placement, String server, String schema) {
        return "insert into tenancy.tenant (id, status, placement, server, schema) values ('%s', 'ACTIVE', '%s', '%s', %s)"
                .formatted(id, placement, server, schema == null ? "null" : "'" + schema + "'");
    }

    private static boolean isBlocked() {
        try {
            return !run(
                            control.database.owner(),
                            "select count(*) from pg_locks l join pg_stat_activity a using (pid)"
                                    + " where not l.granted and a.datname = current_database()")
                    .equals("0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection open() throws SQLException {
        return control.database.connectAs(control.database.operator());
    }

    private static String stateOf(Connection connection, String sql) {
        try {
            update(connection, sql);
            return "passed";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void execute(String script) {
        control.database.execute(control.database.owner(), script);
    }

    /** The first value, if there is one. */
    private static String run(Login login, String sql) throws SQLException {
        try (Connection connection = control.database.connectAs(login);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
