package io.tenancy.postgres.binding;

import io.tenancy.refusal.ForbiddenStatementException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement that can take the binding along. Whether it does is decided at each execution: when it is
 * prepared nobody knows what runs first, whether a batch follows, or whether it outlives a commit. Hence it keeps its
 * parameters, and has the driver prepare when it is executed.
 */
final class CarryingStatement implements InvocationHandler {

    private static final String NO_DATA = "02000";
    private static final String TOO_MANY_RESULTS = "0100E";
    private static final String OBJECT_NOT_IN_STATE = "55000";

    private final Connection connection;
    private final Bond bond;
    private final String sql;
    private final DriverStatements statements;
    private final Parameters parameters = new Parameters();
    private final Batch batch;
    private boolean closed;

    CarryingStatement(Connection connection, Bond bond, String sql, DriverStatements statements) {
        this.connection = connection;
        this.bond = bond;
        this.sql = sql;
        this.statements = statements;
        this.batch = new Batch(statements);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
            throws SQLException {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        switch (method.getName()) {
            case "close":
                closed = true;
                statements.close();
                return null;
            case "isClosed":
                return closed || statements.isClosed() || connection.isClosed();
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
                if (closed) {
                    throw new SQLException("This statement of " + bond.binding() + " is closed.", OBJECT_NOT_IN_STATE);
                }
                return whileOpen(method, arguments);
        }
    }

    private @Nullable Object whileOpen(Method method, @Nullable Object[] arguments) throws SQLException {
        if (LargeObjects.isSetter(method)) {
            throw new ForbiddenStatementException(bond.binding().tenant(), method.getName(), LargeObjects.REMEDY);
        }
        if (Parameters.isSetter(method)) {
            parameters.set(method, arguments);
            return null;
        }
        if (method.getDeclaringClass() == Statement.class && method.getName().startsWith("set")) {
            statements.set(method, arguments);
            return null;
        }
        switch (method.getName()) {
            case "clearParameters":
                parameters.clear();
                return null;
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate":
                // With a text it is a plain statement's method, which the driver refuses on prepared ones.
                return arguments.length == 0
                        ? execute(method, parameters)
                        : Jdbc.invoke(method, statements.alone(), arguments);
            case "addBatch":
                batch.add(parameters);
                return null;
            case "clearBatch":
                batch.clear();
                return null;
            case "executeBatch", "executeLargeBatch":
                return executeBatch(method);
            case "getMetaData", "getParameterMetaData":
                bond.checkThread();
                bond.check(sql);
                return bond.eager(() -> Jdbc.invoke(method, statements.alone(), arguments));
            default:
                return Jdbc.invoke(method, statements.last(), arguments);
        }
    }

    private @Nullable Object execute(Method method, Parameters row) throws SQLException {
        bond.checkThread();
        return switch (bond.check(sql)) {
            case ORDINARY -> bond.carries() ? bond.plain(() -> alone(method, row)) : carry(method.getName(), row);
            case SET_TRANSACTION -> bond.plain(() -> alone(method, row));
            case TRANSACTION_CONTROL -> bond.control(() -> alone(method, row));
        };
    }

    private @Nullable Object alone(Method method, Parameters row) throws SQLException {
        PreparedStatement statement = statements.alone();
        row.replayOn(statement, 0);
        return Jdbc.invoke(method, statement, null);
    }

    private Object carry(String execution, Parameters row) throws SQLException {
        PreparedStatement statement = statements.carrier();
        bond.binding().setParameters(statement);
        row.replayOn(statement, bond.binding().parameterCount());
        return bond.carry(() -> {
            statement.execute();
            // The first result is the binding's; the second is what the caller asked for.
            boolean hasRows = statement.getMoreResults();
            return switch (execution) {
                case "execute" -> hasRows;
                case "executeQuery" -> rows(statement, hasRows);
                case "executeUpdate" -> count(hasRows, statement.getUpdateCount());
                default -> count(hasRows, statement.getLargeUpdateCount());
            };
        });
    }

    private Object executeBatch(Method method) throws SQLException {
        bond.checkThread();
        bond.checkOrdinary(sql);
        Parameters single = batch.takeSingle();
        if (single == null) {
            return bond.eager(() -> batch.execute(method));
        }
        try {
            boolean large = method.getName().equals("executeLargeBatch");
            return large
                    ? new long[] {(Long) update("executeLargeUpdate", single)}
                    : new int[] {(Integer) update("executeUpdate", single)};
        } catch (SQLException e) {
            throw Batch.failure(e);
        }
    }

    private Object update(String execution, Parameters row) throws SQLException {
        if (!bond.carries()) {
            return carry(execution, row);
        }
        return bond.plain(() -> {
            PreparedStatement statement = statements.alone();
            row.replayOn(statement, 0);
            if (execution.equals("executeUpdate")) {
                return statement.executeUpdate();
            }
            return statement.executeLargeUpdate();
        });
    }

    private static ResultSet rows(PreparedStatement statement, boolean hasRows) throws SQLException {
        ResultSet rows = hasRows ? statement.getResultSet() : null;
        if (rows == null) {
            throw new SQLException("No results were returned by the query.", NO_DATA);
        }
        return rows;
    }

    private static <N extends Number> N count(boolean hasRows, N count) throws SQLException {
        if (hasRows) {
            throw new SQLException("A result was returned when none was expected.", TOO_MANY_RESULTS);
        }
        return count;
    }
}
