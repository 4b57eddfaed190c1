package io.tenancy.postgres.binding;

import io.tenancy.refusal.ForbiddenStatementException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A connection that works for one tenant, as its {@link Binding} says, and for nobody once it is closed. It hands out no
 * object of the driver through which the binding could be escaped. Like any JDBC connection, for one thread at a time.
 */
public final class BoundConnection implements Call.Receiver {

    private static final String CONNECTION_DOES_NOT_EXIST = "08003";

    private final Bond bond;
    private final Lender lender;
    private boolean closed;

    private BoundConnection(Bond bond, Lender lender) {
        this.bond = bond;
        this.lender = lender;
    }

    /**
     * Binds a connection that was just borrowed; nothing is sent before its first statement.
     *
     * @param pooled an idle connection of a pool, whose driver is pgjdbc
     */
    public static Connection open(Connection pooled, Binding binding, StatementRules rules, Lender lender)
            throws SQLException {
        return Call.receivedBy(new BoundConnection(new Bond(pooled, binding, rules, lender), lender), Connection.class);
    }

    @Override
    public @Nullable Object answer(Call call) throws SQLException {
        return switch (call.name()) {
            case "close" -> {
                close();
                yield null;
            }
            case "isClosed" -> closed || bond.pooled().isClosed();
            case "toString" -> "connection of " + bond.binding();
            case "isWrapperFor" -> isOffered(call.argument(0, Class.class));
            case "abort" -> call.on(bond.pooled());
            default -> whileOpen(call);
        };
    }

    private @Nullable Object whileOpen(Call call) throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException(
                    "This connection of " + bond.binding() + " is closed.", CONNECTION_DOES_NOT_EXIST);
        }
        LargeObjects.refuse(call, bond.binding());
        return switch (call.name()) {
            case "createStatement" -> eager(call, Statement.class, null);
            case "prepareCall" -> eager(call, CallableStatement.class, call.argument(0, String.class));
            case "prepareStatement" -> prepare(call);
            case "commit", "rollback", "setAutoCommit" -> bond.control(() -> call.on(bond.pooled()));
            case "unwrap" -> unwrap(call);
            case "getMetaData" -> metaData(call);
            case "getSchema" -> bond.binding().schema();
            case "setSchema", "setClientInfo" ->
                throw new ForbiddenStatementException(
                        bond.binding().tenant(),
                        call.name(),
                        "It would reach the next tenant of the connection. Enter the other tenant's scope instead.");
            default -> call.on(bond.pooled());
        };
    }

    private Object prepare(Call call) throws SQLException {
        String sql = call.argument(0, String.class);
        if (!canCarry(call)) {
            return eager(call, PreparedStatement.class, sql);
        }
        var statements = new DriverStatements(bond, sql, call);
        var statement = new CarryingStatement(call.receiver(Connection.class), bond, sql, statements);
        return Call.receivedBy(statement, PreparedStatement.class);
    }

    /**
     * pgjdbc: keys are looked for behind the first of two queries, and an updatable result set re-reads the text of its
     * query; both would find the binding. Hibernate prepares with {@code NO_GENERATED_KEYS}, which asks for nothing.
     */
    private static boolean canCarry(Call call) {
        if (call.arguments() == 1) {
            return true;
        }
        if (call.arguments() == 2) {
            return call.method().getParameterTypes()[1] == int.class
                    && call.argument(1, Integer.class) == Statement.NO_GENERATED_KEYS;
        }
        return call.argument(2, Integer.class) == ResultSet.CONCUR_READ_ONLY;
    }

    private <S extends Statement> S eager(Call call, Class<S> type, @Nullable String prepared) throws SQLException {
        S delegate = call.on(bond.pooled(), type);
        return Call.receivedBy(new EagerStatement(call.receiver(Connection.class), bond, delegate, prepared), type);
    }

    private DatabaseMetaData metaData(Call call) throws SQLException {
        DatabaseMetaData delegate = bond.pooled().getMetaData();
        Connection self = call.receiver(Connection.class);
        Call.Receiver receiver = asked -> switch (asked.name()) {
            case "getConnection" -> self;
            case "unwrap" -> throw asked.notAWrapper();
            case "isWrapperFor" -> false;
            default -> asked.on(delegate);
        };
        return Call.receivedBy(receiver, DatabaseMetaData.class);
    }

    private Object unwrap(Call call) throws SQLException {
        Class<?> wanted = call.argument(0, Class.class);
        if (!isOffered(wanted)) {
            throw call.notAWrapper();
        }
        if (wanted == AbortCause.class) {
            return (AbortCause) bond::findAbortCause;
        }
        if (wanted == CarriedSettings.class) {
            return (CarriedSettings) bond::carryAlso;
        }
        return wanted == Connection.class ? call.receiver(Connection.class) : BoundPgConnection.of(bond);
    }

    private static boolean isOffered(Class<?> wanted) {
        return wanted == Connection.class
                || wanted == PGConnection.class
                || wanted == AbortCause.class
                || wanted == CarriedSettings.class;
    }

    private void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        Connection pooled = bond.pooled();
        try {
            if (bond.driver().isClosed() || pooled.isClosed()) { // the pool closes broken ones on its own time
                lender.evict(pooled);
            } else if (bond.transactionOpen()) {
                rollBack(pooled);
            }
        } catch (SQLException e) {
            // Whatever the server holds now is unknown: nobody may get this connection again.
            lender.evict(pooled);
            throw e;
        } finally {
            giveBack(pooled);
        }
    }

    private void giveBack(Connection pooled) throws SQLException {
        try {
            pooled.close();
        } finally {
            lender.gotBack();
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
}
