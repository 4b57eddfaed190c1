package io.tenancy.hibernate.draft;

import java.sql.Connection;
import org.hibernate.HibernateException;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** The caller's connection, for Hibernate to look at and to leave open. */
record LentConnection(Connection live) implements ConnectionProvider {

    @Override
    public Connection getConnection() {
        return live;
    }

    @Override
    public void closeConnection(Connection connection) {
        // It is the caller's.
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
        if (!isUnwrappableAs(type)) {
            throw new HibernateException("A lent connection is no " + type.getName() + ".");
        }
        return type.cast(this);
    }
}
