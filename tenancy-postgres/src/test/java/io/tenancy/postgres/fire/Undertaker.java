package io.tenancy.postgres.fire;

import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** A superuser beside the fire, who kills backends and counts those that were left in a transaction. */
final class Undertaker implements AutoCloseable {

    private static final long GRACE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000L;

    private final TestDatabase database;
    private Connection connection;

    Undertaker(TestDatabase database) {
        this.database = database;
    }

    /** Returns when the backend is gone. */
    synchronized void kill(int backend) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement("select pg_terminate_backend(?, 60000)")) {
            statement.setInt(1, backend);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new AssertionError("backend " + backend + " did not die");
                }
            }
        }
    }

    /** Sessions left in a transaction, whose server was given a moment to notice that their client has gone. */
    synchronized int idleInTransaction() throws SQLException {
        long until = System.nanoTime() + GRACE_NANOS;
        int left = countIdleInTransaction();
        while (left > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE_NANOS);
            left = countIdleInTransaction();
        }
        return left;
    }

    private int countIdleInTransaction() throws SQLException {
        try (PreparedStatement query = connection()
                        .prepareStatement(
                                "select count(*) from pg_stat_activity where state like 'idle in transaction%'");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = database.connectAsSuperuser();
        }
        return connection;
    }

    @Override
    public synchronized void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
