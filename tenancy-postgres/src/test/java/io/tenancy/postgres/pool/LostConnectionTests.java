package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.ServerName;
import io.tenancy.postgres.Fleet;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A pool of one connection that is lost while others wait for it, and nobody comes after them. */
class LostConnectionTests {

    private static final PoolName ROWS = new PoolName(ServerName.of("main"), PoolKind.ROWS);

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final ServerPools pools = ServerPools.of(
            List.of(Server.of("main", database.jdbcUrl(), Fleet.login(database.app()))
                    .withMaximumPoolSize(1)
                    .withConnectionTimeout(Duration.ofSeconds(20))),
            new PoolListener() {},
            null);
    private final ExecutorService others = Executors.newFixedThreadPool(2);

    @AfterEach
    void close() {
        others.shutdownNow();
        pools.close();
        database.close();
    }

    @Test
    void thoseWhoWaitAreServedByANewOneWhenItsBackendDies() throws Exception {
        Connection lost = pools.borrow(ROWS);
        List<Future<Integer>> waiting = twoWait();
        kill(backend(lost));
        assertThatThrownBy(() -> backendAsTheServerSays(lost)).isInstanceOf(SQLException.class);
        lost.close();
        servesThem(waiting);
    }

    @Test
    void thoseWhoWaitAreServedByANewOneWhenItIsEvicted() throws Exception {
        Connection lost = pools.borrow(ROWS);
        List<Future<Integer>> waiting = twoWait();
        pools.evict(ROWS, lost);
        lost.close();
        servesThem(waiting);
    }

    private List<Future<Integer>> twoWait() {
        List<Future<Integer>> both =
                List.of(others.submit(this::borrowsAndGivesBack), others.submit(this::borrowsAndGivesBack));
        while (pools.statistics().get(0).waiting() < 2) {
            Thread.onSpinWait();
        }
        return both;
    }

    private static void servesThem(List<Future<Integer>> waiting) throws Exception {
        assertThat(waiting.get(0).get()).isEqualTo(waiting.get(1).get());
    }

    private int borrowsAndGivesBack() throws SQLException {
        try (Connection connection = pools.borrow(ROWS)) {
            return backend(connection);
        }
    }

    private static int backend(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private static int backendAsTheServerSays(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void kill(int backend) throws SQLException {
        database.executeAsSuperuser("select pg_terminate_backend(" + backend + ", 60000)");
    }
}
