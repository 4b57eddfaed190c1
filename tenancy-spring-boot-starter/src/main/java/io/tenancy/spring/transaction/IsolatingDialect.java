package io.tenancy.spring.transaction;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.ConnectionHandle;
import org.springframework.orm.jpa.JpaDialect;
import org.springframework.transaction.InvalidIsolationLevelException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DelegatingTransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionDefinition;

/**
 * Isolation levels for connections that are given back with each transaction. Spring's dialect changes the connection, which
 * it can only do where Hibernate keeps one for the session; PostgreSQL takes the level for one transaction as well.
 */
record IsolatingDialect(JpaDialect dialect) implements JpaDialect {

    private static final class WithoutIsolation extends DelegatingTransactionDefinition
            implements ResourceTransactionDefinition {

        private final boolean localResource;

        WithoutIsolation(TransactionDefinition definition) {
            super(definition);
            localResource = definition instanceof ResourceTransactionDefinition resource && resource.isLocalResource();
        }

        @Override
        public int getIsolationLevel() {
            return ISOLATION_DEFAULT;
        }

        @Override
        public boolean isLocalResource() {
            return localResource;
        }
    }

    @Override
    public @Nullable Object beginTransaction(EntityManager entities, TransactionDefinition definition)
            throws SQLException {
        if (definition.getIsolationLevel() == TransactionDefinition.ISOLATION_DEFAULT) {
            return dialect.beginTransaction(entities, definition);
        }
        String level = level(definition.getIsolationLevel());
        Object begun = dialect.beginTransaction(entities, new WithoutIsolation(definition));
        // Before the binding, which is a query: after one PostgreSQL takes no level.
        entities.unwrap(Session.class).doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level " + level);
            }
        });
        return begun;
    }

    private static String level(int isolation) {
        return switch (isolation) {
            case TransactionDefinition.ISOLATION_READ_UNCOMMITTED, TransactionDefinition.ISOLATION_READ_COMMITTED ->
                "read committed";
            case TransactionDefinition.ISOLATION_REPEATABLE_READ -> "repeatable read";
            case TransactionDefinition.ISOLATION_SERIALIZABLE -> "serializable";
            default ->
                throw new InvalidIsolationLevelException("PostgreSQL knows no isolation level " + isolation + ".");
        };
    }

    @Override
    public @Nullable Object prepareTransaction(EntityManager entities, boolean readOnly, @Nullable String name) {
        return dialect.prepareTransaction(entities, readOnly, name);
    }

    @Override
    public void cleanupTransaction(@Nullable Object transactionData) {
        dialect.cleanupTransaction(transactionData);
    }

    @Override
    public @Nullable ConnectionHandle getJdbcConnection(EntityManager entities, boolean readOnly) throws SQLException {
        return dialect.getJdbcConnection(entities, readOnly);
    }

    @Override
    public void releaseJdbcConnection(ConnectionHandle connection, EntityManager entities) throws SQLException {
        dialect.releaseJdbcConnection(connection, entities);
    }

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException error) {
        return dialect.translateExceptionIfPossible(error);
    }
}
