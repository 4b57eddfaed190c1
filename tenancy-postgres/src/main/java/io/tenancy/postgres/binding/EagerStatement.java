package io.tenancy.postgres.binding;

import io.tenancy.refusal.ForbiddenStatementException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement that cannot be sent behind the binding: plain ones, callable ones, and prepared ones that ask for generated
 * keys or an updatable result. The binding goes ahead with a round trip of its own, once for each transaction.
 */
final class EagerStatement implements InvocationHandler {

    private final Connection connection;
    private final Bond bond;
    private final Statement delegate;
    private final @Nullable String prepared;

    /** @param prepared the statement's text; null for a plain statement, which gets it when it is executed */
    EagerStatement(Connection connection, Bond bond, Statement delegate, @Nullable String prepared) {
        this.connection = connection;
        this.bond = bond;
        this.delegate = delegate;
        this.prepared = prepared;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        if (LargeObjects.isSetter(method)) {
            throw new ForbiddenStatementException(bond.binding().tenant(), method.getName(), LargeObjects.REMEDY);
        }
        switch (method.getName()) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate":
                return execute(method, arguments);
            case "executeBatch", "executeLargeBatch":
                bond.checkThread();
                return inTransaction(method, arguments);
            case "addBatch":
                bond.checkOrdinary(text(arguments));
                return Jdbc.invoke(method, delegate, arguments);
            case "getMetaData", "getParameterMetaData":
                bond.checkThread();
                return inTransaction(method, arguments);
            case "getConnection":
                return connection;
            case "unwrap":
                throw Jdbc.notAWrapper((Class<?>) arguments[0]);
            case "isWrapperFor":
                return false;
            case "toString":
                return "statement of " + bond.binding();
            case "hashCode":
                return System.identityHashCode(proxy);
            case "equals":
                return proxy == arguments[0];
            default:
                return Jdbc.invoke(method, delegate, arguments);
        }
    }

    private @Nullable Object execute(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        bond.checkThread();
        return switch (bond.check(text(arguments))) {
            case ORDINARY -> inTransaction(method, arguments);
            case SET_TRANSACTION -> bond.plain(() -> Jdbc.invoke(method, delegate, arguments));
            case TRANSACTION_CONTROL -> bond.control(() -> Jdbc.invoke(method, delegate, arguments));
        };
    }

    /** In auto-commit the transaction ends here, hence all rows must have come: no cursor. */
    private @Nullable Object inTransaction(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        int fetchSize = delegate.getFetchSize();
        boolean cursor = fetchSize > 0 && bond.pooled().getAutoCommit();
        if (!cursor) {
            return bond.eager(() -> Jdbc.invoke(method, delegate, arguments));
        }
        delegate.setFetchSize(0);
        try {
            return bond.eager(() -> Jdbc.invoke(method, delegate, arguments));
        } finally {
            delegate.setFetchSize(fetchSize);
        }
    }

    private String text(@Nullable Object @Nullable [] arguments) {
        if (arguments != null && arguments[0] instanceof String sql) {
            return sql;
        }
        if (prepared == null) {
            throw new AssertionError("a plain statement is executed with its text");
        }
        return prepared;
    }
}
