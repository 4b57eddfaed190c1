package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.ServerName;
import io.tenancy.postgres.Fleet;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** Whether PostgreSQL still counts a connection at the moment when it was closed. */
class PatientSocketTests {

    private static final PoolName ROWS = new PoolName(ServerName.of("main"), PoolKind.ROWS);

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final Server server = Server.of("main", database.jdbcUrl(), Fleet.login(database.app()));
    private Connection superuser;

    @BeforeEach
    void connect() throws SQLException {
        superuser = database.connectAsSuperuser();
    }

    @AfterEach
    void close() throws SQLException {
        superuser.close();
        database.close();
    }

    @Test
    void thereIsRoomForAnotherConnectionOnceOneIsClosed() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(isCountedOnceClosed(properties -> {})).isFalse();
        }
    }

    /** What pools would run into at their ceiling. */
    @Test
    void withTheDriversOwnSocketsThereIsNot() throws Exception {
        boolean counted = false;
        for (int i = 0; i < 1_000 && !counted; i++) {
            counted = isCountedOnceClosed(properties -> properties.remove(PGProperty.SOCKET_FACTORY.getName()));
        }
        assertThat(counted).isTrue();
    }

    private boolean isCountedOnceClosed(Consumer<Properties> change) throws SQLException {
        var facts = new ServerFacts(18, "18", "main", "app", false, false, 100);
        CountedDataSource.Access access = PoolConfig.access(server, ROWS, facts);
        change.accept(access.properties());
        try (PreparedStatement query = superuser.prepareStatement("select 1 from pg_stat_activity where pid = ?")) {
            Connection connection = DriverManager.getConnection(access.url(), access.properties());
            query.setInt(1, connection.unwrap(PGConnection.class).getBackendPID());
            connection.close();
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
