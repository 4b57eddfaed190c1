package io.tenancy.benchmarks.wire;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/** The provider that most applications write: it sets the schema on the way out of the pool and resets it on the way back. */
final class ClassicTenancy implements MultiTenantConnectionProvider<String>, CurrentTenantIdentifierResolver<String> {

    private static final String NOBODY = "public";

    private final ThreadLocal<String> tenant = ThreadLocal.withInitial(() -> NOBODY);
    private final DataSource pool;

    ClassicTenancy(DataSource pool) {
        this.pool = pool;
    }

    Route.Entrance entrance(SessionFactory factory) {
        return (id, work) -> inTransaction(factory, id, work);
    }

    private void inTransaction(SessionFactory factory, String id, Consumer<Session> work) {
        tenant.set(id);
        try {
            factory.inTransaction(work);
        } finally {
            tenant.remove();
        }
    }

    @Override
    public Connection getConnection(String schema) throws SQLException {
        Connection connection = pool.getConnection();
        connection.setSchema(schema);
        return connection;
    }

    @Override
    public void releaseConnection(String schema, Connection connection) throws SQLException {
        connection.setSchema(NOBODY);
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
    public String resolveCurrentTenantIdentifier() {
        return tenant.get();
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
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
