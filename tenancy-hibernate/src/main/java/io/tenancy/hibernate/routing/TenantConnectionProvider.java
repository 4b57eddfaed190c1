package io.tenancy.hibernate.routing;

import io.tenancy.ServerName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;

/**
 * Gives a session connections of the tenant it was opened for, if that tenant is still bound to the thread. Safe for use
 * by several threads.
 */
public final class TenantConnectionProvider implements MultiTenantConnectionProvider<Object> {

    private final TenantRouting routing;
    private final OpenConnections open = new OpenConnections();

    TenantConnectionProvider(TenantRouting routing) {
        this.routing = routing;
    }

    TenantRouting routing() {
        return routing;
    }

    @Override
    public Connection getAnyConnection() throws SQLException {
        return routing.connections().openUnbound();
    }

    @Override
    public void releaseAnyConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public Connection getConnection(Object identifier) throws SQLException {
        if (routing.isNobody(identifier)) {
            return routing.refuseNobody();
        }
        Optional<ServerName> operated = routing.findOperatedServer(identifier);
        return open.taken(
                operated.isPresent()
                        ? routing.connections().openOperator(operated.get())
                        : routing.connections()
                                .open(SessionTenant.of(identifier).tenant()));
    }

    /** Of a session that was opened for reading only. */
    @Override
    public Connection getReadOnlyConnection(Object identifier) throws SQLException {
        return routing.isNobody(identifier)
                        || routing.findOperatedServer(identifier).isPresent()
                ? getConnection(identifier)
                : open.taken(routing.connections()
                        .openForReading(SessionTenant.of(identifier).tenant()));
    }

    @Override
    public void releaseConnection(Object identifier, Connection connection) throws SQLException {
        open.givenBack(connection);
        connection.close();
    }

    boolean transactionOpen() {
        return open.inTransaction(Thread.currentThread());
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    /** The binding sets the search path. */
    @Override
    public boolean handlesConnectionSchema() {
        return true;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (isUnwrappableAs(type)) {
            return type.cast(this);
        }
        throw new UnknownUnwrapTypeException(type);
    }
}
