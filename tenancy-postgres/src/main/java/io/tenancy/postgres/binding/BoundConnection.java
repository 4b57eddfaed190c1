package io.tenancy.postgres.binding;

import io.tenancy.refusal.ForbiddenStatementException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A connection that works for one tenant, as its {@link Binding} says, and for nobody once it is closed. It hands out no
 * object of the driver through which the binding could be escaped. Like any JDBC connection, for one thread at a time.
 */
public final class BoundConnection implements InvocationHandler {

    private static final String CONNECTION_DOES_NOT_EXIST = "08003";

    private final Bond bond;
    private final Consumer<Connection> evict;
    private boolean closed;

    private BoundConnection(Bond bond, Consumer<Connection> evict) {
        this.bond = bond;
        this.evict = evict;
    }

    /**
     * Binds a connection that was just borrowed; nothing is sent before its first statement.
     *
     * @param pooled an idle connection of a pool, whose driver is pgjdbc
     * @param evict takes a connection whose state is unknown out of its pool
     */
    public static Connection open(Connection pooled, Binding binding, StatementRules rules, Consumer<Connection> evict)
            throws SQLException {
        return Jdbc.proxy(Connection.class, new BoundConnection(new Bond(pooled, binding, rules), evict));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        var self = (Connection) proxy;
        switch (method.getName()) {
            case "close":
                close();
                return null;
            case "isClosed":
                return closed || bond.pooled().isClosed();
            case "toString":
                return "connection of " + bond.binding();
            case "hashCode":
                return System.identityHashCode(proxy);
            case "equals":
                return proxy == argument(arguments, 0);
            case "isWrapperFor":
                return isWrapperFor((Class<?>) argument(arguments, 0));
            case "abort":
                return Jdbc.invoke(method, bond.pooled(), arguments);
            default:
                if (closed) {
                    throw new SQLNonTransientConnectionException(
                            "This connection of " + bond.binding() + " is closed.", CONNECTION_DOES_NOT_EXIST);
                }
                return whileOpen(self, method, arguments);
        }
    }

    private @Nullable Object whileOpen(Connection self, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        switch (method.getName()) {
            case "createStatement":
                return statement(self, Statement.class, method, arguments, null);
            case "prepareCall":
                return statement(self, CallableStatement.class, method, arguments, (String) argument(arguments, 0));
            case "prepareStatement":
                return prepare(self, method, arguments);
            case "commit", "rollback", "setAutoCommit":
                try {
                    return Jdbc.invoke(method, bond.pooled(), arguments);
                } finally {
                    bond.stale();
                }
            case "unwrap":
                return unwrap((Class<?>) argument(arguments, 0), self);
            case "getMetaData":
                return metaData(self);
            case "getSchema":
                return bond.binding().schema();
            case "setSchema", "setClientInfo":
                throw refused(
                        method.getName(), "It would reach the next tenant of the connection. Enter the other scope.");
            case "createBlob", "createClob", "createNClob":
                throw refused(method.getName(), LargeObjects.REMEDY);
            default:
                return Jdbc.invoke(method, bond.pooled(), arguments);
        }
    }

    private Object prepare(Connection self, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        var sql = (String) argument(arguments, 0);
        if (!canCarry(method, arguments)) {
            return statement(self, PreparedStatement.class, method, arguments, sql);
        }
        var statements = new DriverStatements(bond, sql, method, arguments);
        return Jdbc.proxy(PreparedStatement.class, new CarryingStatement(self, bond, sql, statements));
    }

    /**
     * pgjdbc: keys are looked for behind the first of two queries, and an updatable result set re-reads the text of its
     * query; both would find the binding. Hibernate prepares with {@code NO_GENERATED_KEYS}, which asks for nothing.
     */
    private static boolean canCarry(Method method, @Nullable Object @Nullable [] arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length == 1) {
            return true;
        }
        if (types.length == 2) {
            return types[1] == int.class
                    && Integer.valueOf(Statement.NO_GENERATED_KEYS).equals(argument(arguments, 1));
        }
        return Integer.valueOf(ResultSet.CONCUR_READ_ONLY).equals(argument(arguments, 2));
    }

    private <S extends Statement> S statement(
            Connection self,
            Class<S> type,
            Method method,
            @Nullable Object @Nullable [] arguments,
            @Nullable String sql)
            throws SQLException {
        S delegate = type.cast(Jdbc.invoke(method, bond.pooled(), arguments));
        return Jdbc.proxy(type, new EagerStatement(self, bond, delegate, sql));
    }

    private DatabaseMetaData metaData(Connection self) throws SQLException {
        DatabaseMetaData delegate = bond.pooled().getMetaData();
        return Jdbc.proxy(DatabaseMetaData.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> self;
            case "unwrap" -> throw Jdbc.notAWrapper((Class<?>) argument(arguments, 0));
            case "isWrapperFor" -> false;
            default -> Jdbc.invoke(method, delegate, arguments);
        });
    }

    private Object unwrap(Class<?> wanted, Connection self) throws SQLException {
        if (wanted == Connection.class) {
            return self;
        }
        if (wanted == PGConnection.class) {
            return BoundPgConnection.of(bond);
        }
        throw Jdbc.notAWrapper(wanted);
    }

    private static boolean isWrapperFor(Class<?> wanted) {
        return wanted == Connection.class || wanted == PGConnection.class;
    }

    private void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        Connection pooled = bond.pooled();
        try {
            if (bond.driver().isClosed()) {
                evict.accept(pooled);
            } else if (bond.transactionOpen()) {
                rollBack(pooled);
            }
        } catch (SQLException e) {
            // Whatever the server holds now is unknown: nobody may get this connection again.
            evict.accept(pooled);
            throw e;
        } finally {
            pooled.close();
        }
    }

    /** A transaction begun by SQL text is open although the driver is in auto-commit. */
    private static void rollBack(Connection pooled) throws SQLException {
        if (pooled.getAutoCommit()) {
            try (Statement statement = pooled.createStatement()) {
                statement.execute("rollback");
            }
        } else {
            pooled.rollback();
        }
    }

    private ForbiddenStatementException refused(String what, String remedy) {
        return new ForbiddenStatementException(bond.binding().tenant(), what, remedy);
    }

    private static @Nullable Object argument(@Nullable Object @Nullable [] arguments, int index) {
        return arguments == null ? null : arguments[index];
    }
}
