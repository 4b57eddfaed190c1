package io.tenancy.postgres.binding;

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
final class CarryingStatement implements Call.Receiver {

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
    public @Nullable Object answer(Call call) throws SQLException {
        return switch (call.name()) {
            case "close" -> {
                closed = true;
                statements.close();
                yield null;
            }
            case "isClosed" -> closed || connection.isClosed();
            case "getConnection" -> connection;
            case "unwrap" -> throw call.notAWrapper();
            case "isWrapperFor" -> false;
            case "toString" -> "statement of " + bond.binding();
            default -> whileOpen(call);
        };
    }

    private @Nullable Object whileOpen(Call call) throws SQLException {
        if (closed) {
            throw new SQLException("This statement of " + bond.binding() + " is closed.", OBJECT_NOT_IN_STATE);
        }
        LargeObjects.refuse(call, bond.binding());
        if (Parameters.isSetter(call)) {
            parameters.set(call);
            return null;
        }
        if (call.method().getDeclaringClass() == Statement.class && call.name().startsWith("set")) {
            statements.set(call);
            return null;
        }
        return call.hasText() ? call.on(statements.alone()) : use(call);
    }

    private @Nullable Object use(Call call) throws SQLException {
        return switch (call.name()) {
            case "clearParameters" -> {
                parameters.clear();
                yield null;
            }
            case "addBatch" -> {
                batch.add(parameters);
                yield null;
            }
            case "clearBatch" -> {
                batch.clear();
                yield null;
            }
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> execute(call);
            case "executeBatch", "executeLargeBatch" -> executeBatch(call);
            case "getMetaData", "getParameterMetaData" -> {
                bond.checkOrdinary(sql);
                yield bond.eager(() -> call.on(statements.alone()));
            }
            default -> call.on(statements.last());
        };
    }

    private @Nullable Object execute(Call call) throws SQLException {
        return switch (bond.check(sql)) {
            case ORDINARY -> bond.carries() ? bond.plain(() -> alone(call)) : carry(call.name(), parameters);
            case SET_TRANSACTION -> bond.plain(() -> alone(call));
            case TRANSACTION_CONTROL -> bond.control(() -> alone(call));
        };
    }

    private @Nullable Object alone(Call call) throws SQLException {
        PreparedStatement statement = statements.alone();
        parameters.replayOn(statement, 0);
        return call.on(statement);
    }

    private @Nullable Object carry(String execution, Parameters row) throws SQLException {
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

    private @Nullable Object executeBatch(Call call) throws SQLException {
        bond.checkOrdinary(sql);
        Parameters single = batch.takeSingle();
        if (single == null) {
            return bond.eager(() -> batch.execute(call));
        }
        boolean large = call.name().equals("executeLargeBatch");
        try {
            Object count = update(large ? "executeLargeUpdate" : "executeUpdate", single);
            return large ? new long[] {(Long) count} : new int[] {(Integer) count};
        } catch (SQLException e) {
            throw Batch.failure(e);
        }
    }

    private @Nullable Object update(String execution, Parameters row) throws SQLException {
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
