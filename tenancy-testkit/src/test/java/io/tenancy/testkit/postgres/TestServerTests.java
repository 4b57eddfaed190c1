package io.tenancy.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestServerTests {

    @Test
    void sharedServerIsOne() {
        assertThat(TestServer.shared()).isSameAs(TestServer.shared());
        assertThat(TestServer.shared().majorVersion()).isGreaterThanOrEqualTo(15);
    }

    @Test
    void ownServerTakesSettingsAndKeepsDataOverRestart() throws SQLException {
        try (var server = TestServer.start(Map.of("max_connections", "37", "log_line_prefix", "%m [%p] "))) {
            assertThat(server.port()).isNotEqualTo(TestServer.shared().port());
            int port = server.port();
            try (var database = server.createDatabase()) {
                database.execute(database.owner(), "create schema s; create table s.t as select 1 as id");
                try (var connection = database.connectAs(database.owner())) {
                    server.stop();
                    assertThatThrownBy(() -> connection.createStatement().execute("select 1"))
                            .isInstanceOf(SQLException.class);
                    assertThatThrownBy(
                                    () -> database.connectAs(database.owner()).close())
                            .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                    .startsWith("08"));
                }
                server.restart();
                assertThat(server.port()).isEqualTo(port);
                try (var connection = database.connectAs(database.owner());
                        var statement = connection.createStatement();
                        var rows = statement.executeQuery(
                                "select id, current_setting('max_connections'), current_setting('fsync'),"
                                        + " current_setting('log_line_prefix') from s.t")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(1);
                    assertThat(rows.getString(2)).isEqualTo("37");
                    assertThat(rows.getString(3)).isEqualTo("off");
                    assertThat(rows.getString(4)).isEqualTo("%m [%p] ");
                }
            }
        }
    }

    @Test
    void closedServerIsGone() {
        var server = TestServer.start();
        var database = server.createDatabase();
        server.close();
        server.close();
        database.close();
        assertThatThrownBy(() -> server.connectAsSuperuser("postgres").close()).isInstanceOf(SQLException.class);
    }

    @Test
    void environmentNamesAServer() {
        var given = GivenServer.find(Map.of(
                        GivenServer.URL, "jdbc:postgresql://db.example:6543/x?sslmode=require",
                        GivenServer.USER, "root",
                        GivenServer.PASSWORD, "secret"))
                .orElseThrow();

        assertThat(given.host()).isEqualTo("db.example");
        assertThat(given.port()).isEqualTo(6543);
        assertThat(given.parameters()).isEqualTo("?sslmode=require");
        assertThat(given.superuser()).isEqualTo(new Login("root", "secret"));
        assertThat(given.toString()).doesNotContain("secret");
        assertThatThrownBy(given::stop).hasMessageContaining("TestServer.start()");
    }

    @Test
    void environmentThatIsNotCompleteIsRefused() {
        assertThat(GivenServer.find(Map.of())).isEmpty();
        assertThatThrownBy(() -> GivenServer.find(Map.of(GivenServer.URL, "mysql://x")))
                .hasMessageContaining("jdbc:postgresql://");
        assertThatThrownBy(() -> GivenServer.find(Map.of(GivenServer.URL, "jdbc:postgresql://h/x")))
                .hasMessageContaining(GivenServer.USER);
    }
}
