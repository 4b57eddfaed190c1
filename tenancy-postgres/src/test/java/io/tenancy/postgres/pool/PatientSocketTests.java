package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.ServerName;
import io.tenancy.postgres.Fleet;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;

/** When PostgreSQL no longer counts a connection that was closed: its login may have one, so the next one tells. */
class PatientSocketTests {

    private static final PoolName ROWS = new PoolName(ServerName.of("main"), PoolKind.ROWS);
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final Server server = Server.of("main", database.jdbcUrl(), Fleet.login(database.app()));

    @BeforeEach
    void allowOneConnection() throws SQLException {
        database.executeAsSuperuser("alter role " + database.app().user() + " connection limit 1");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void thereIsRoomForAnotherConnectionOnceOneIsClosed() throws Exception {
        for (int i = 0; i < 50; i++) {
            openAndClose(properties -> {});
        }
    }

    /** What pools would run into at their ceiling. */
    @Test
    void withTheDriversOwnSocketsThereIsNot() throws Exception {
        String refusal = null;
        for (int i = 0; i < 5_000 && refusal == null; i++) {
            try {
                openAndClose(properties -> properties.remove(PGProperty.SOCKET_FACTORY.getName()));
            } catch (SQLException e) {
                refusal = e.getSQLState();
            }
        }
        assertThat(refusal).isEqualTo(TOO_MANY_CONNECTIONS);
    }

    private void openAndClose(Consumer<Properties> change) throws SQLException {
        var facts = new ServerFacts(18, "18", "main", "app", false, false, 100);
        CountedDataSource.Access access = PoolConfig.access(server, ROWS, facts);
        change.accept(access.properties());
        DriverManager.getConnection(access.url(), access.properties()).close();
    }
}
