package io.tenancy.postgres.directory;

import io.tenancy.TenantId;
import io.tenancy.refusal.DirectoryUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Work on a connection to the control database, whose errors become typed. */
record ControlAccess(DataSource source) {

    /** "tenancy" in ASCII: of all advisory locks of the database, the registry's. */
    private static final long LOCK = 0x74656e616e6379L;

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T read(@Nullable TenantId about, Work<T> work) {
        try (Connection connection = open(about)) {
            return work.on(connection);
        } catch (SQLException e) {
            throw ControlFailure.of(about, e);
        }
    }

    /** The work as one transaction, after every other change of the registry and before the next. */
    <T> T write(TenantId about, Work<T> work) {
        try (Connection connection = open(about)) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw ControlFailure.of(about, e);
        }
    }

    /**
     * Makes one change follow the other. The constraints of the table alone would keep claims apart too, but two who
     * claim a server at once would meet in a deadlock, and nobody could tell who holds what the other wants.
     */
    static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A snapshot older than the lock would not show what was committed while this waited.
            statement.execute("set transaction isolation level read committed, read write");
            statement.execute("set local lock_timeout = '10s'");
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    private Connection open(@Nullable TenantId about) throws SQLException {
        try {
            return source.getConnection();
        } catch (RuntimeException e) {
            // HikariCP's, when the server is down at the first use of the pool.
            throw new DirectoryUnavailableException(about, "no connection: " + e.getMessage(), e);
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
