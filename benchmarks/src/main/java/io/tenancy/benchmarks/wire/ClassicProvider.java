package io.tenancy.benchmarks.wire;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/**
 * The provider that most applications write: it sets the schema on the way out of the pool and resets it on the way
 * back. Each is two round trips, since HikariCP asks for the schema after it was set.
 */
record ClassicProvider(DataSource pool) implements MultiTenantConnectionProvider<String> {

    @Override
    public Connection getConnection(String schema) throws SQLException {
        Connection connection = pool.getConnection();
        connection.setSchema(schema);
        return connection;
    }

    @Override
    public void releaseConnection(String schema, Connection connection) throws SQLException {
        connection.setSchema(ThreadTenant.NOBODY);
        connection.close();
    }

    @Override
    public Connection getAnyConnection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void releaseAnyConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }
}
