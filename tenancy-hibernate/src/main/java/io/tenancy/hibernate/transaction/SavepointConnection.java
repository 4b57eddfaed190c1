package io.tenancy.hibernate.transaction;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A connection within the transaction of another: to begin sets a savepoint, to commit releases it, to roll back goes back
 * to it. So Hibernate's own rules for transactions hold within a savepoint.
 */
final class SavepointConnection implements InvocationHandler {

    private final Connection outer;
    private @Nullable Savepoint savepoint;

    private SavepointConnection(Connection outer) {
        this.outer = outer;
    }

    static Connection within(Connection outer) {
        return (Connection) Proxy.newProxyInstance(
                SavepointConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new SavepointConnection(outer));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        boolean simple = arguments == null || arguments.length == 0;
        return switch (method.getName()) {
            case "setAutoCommit" -> begin();
            case "commit" -> commit();
            case "rollback" -> simple ? rollback() : onOuter(method, arguments);
            case "getAutoCommit" -> false;
            case "close" -> null;
            default -> onOuter(method, arguments);
        };
    }

    private @Nullable Object begin() throws SQLException {
        if (savepoint == null) {
            savepoint = outer.setSavepoint();
        }
        return null;
    }

    private @Nullable Object commit() throws SQLException {
        Savepoint set = savepoint;
        savepoint = null;
        if (set != null) {
            outer.releaseSavepoint(set);
        }
        return null;
    }

    private @Nullable Object rollback() throws SQLException {
        Savepoint set = savepoint;
        savepoint = null;
        if (set != null) {
            outer.rollback(set);
            outer.releaseSavepoint(set);
        }
        return null;
    }

    private @Nullable Object onOuter(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(outer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
