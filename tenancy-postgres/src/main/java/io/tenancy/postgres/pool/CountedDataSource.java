package io.tenancy.postgres.pool;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where a pool gets its connections: each has a place in the budget before it is made, until it is closed. */
final class CountedDataSource implements DataSource {

    /** How to connect at this moment: server and password may be changed. */
    record Access(String url, Properties properties) {}

    /** How long HikariCP waits for a connection that is being made while the pool is closed. */
    private static final int CLOSING_SECONDS = 5;

    private final ConnectionBudget budget;
    private final Contender pool;
    private final Supplier<Access> access;

    CountedDataSource(ConnectionBudget budget, Contender pool, Supplier<Access> access) {
        this.budget = budget;
        this.pool = pool;
        this.access = access;
    }

    @Override
    public Connection getConnection() throws SQLException {
        budget.take(pool);
        boolean connected = false;
        try {
            Access now = access.get();
            Connection counted = CountedConnection.of(
                    DriverManager.getConnection(now.url(), now.properties()), () -> budget.giveBack(pool.server()));
            connected = true;
            return counted;
        } finally {
            if (!connected) {
                budget.giveBack(pool.server());
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The login is that of the server.");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Logging goes to the system's logger.
    }

    /** HikariCP sets it; the server's own wait holds. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return CLOSING_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Logging goes to the system's logger.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("This is no wrapper for " + type.getName() + ".");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
