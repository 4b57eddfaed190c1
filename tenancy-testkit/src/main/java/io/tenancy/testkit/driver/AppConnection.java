package io.tenancy.testkit.driver;

import io.tenancy.testkit.statement.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** A connection of the app: with a transaction of its own, or a part of the test's while that is shared. */
final class AppConnection implements Call.Receiver {

    private final WatchedDatabase database;
    private final Opening opening;
    private @Nullable Connection own;
    private boolean autoCommit = true;
    private boolean readOnly;
    private boolean closed;

    /** Connects. */
    interface Opening {
        Connection open() throws SQLException;
    }

    /** What a statement does. */
    interface Work {
        @Nullable
        Object run() throws SQLException;
    }

    private AppConnection(WatchedDatabase database, Opening opening) {
        this.database = database;
        this.opening = opening;
    }

    static Connection open(WatchedDatabase database, Opening opening) throws SQLException {
        var connection = new AppConnection(database, opening);
        if (database.shared() == null) {
            connection.own();
        }
        return (Connection) Call.receivedBy(connection, Connection.class);
    }

    @Override
    public @Nullable Object answer(Call call) throws SQLException {
        return switch (call.name()) {
            case "close" -> {
                close();
                yield null;
            }
            case "isClosed" -> closed || (own != null && own.isClosed());
            case "toString" -> "the app's connection to " + database.database();
            default -> whileOpen(call);
        };
    }

    private @Nullable Object whileOpen(Call call) throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException("This connection is closed.", "08003");
        }
        SharedTransaction shared = database.shared();
        return switch (call.name()) {
            case "createStatement", "prepareStatement", "prepareCall" -> statement(call, shared);
            case "getAutoCommit" -> autoCommit;
            case "isReadOnly" -> readOnly;
            case "setAutoCommit" -> {
                setAutoCommit(Boolean.TRUE.equals(call.first(Boolean.class)), shared);
                yield null;
            }
            case "setReadOnly" -> {
                readOnly = Boolean.TRUE.equals(call.first(Boolean.class));
                yield own == null ? null : call.on(own);
            }
            case "unwrap" -> unwrap(call);
            default -> shared == null || autoCommit ? alone(call, shared) : together(call, shared);
        };
    }

    private @Nullable Object alone(Call call, @Nullable SharedTransaction shared) throws SQLException {
        if (shared != null) {
            shared.refuseIsolation(call);
        }
        var interference = database.interference();
        if (interference != null && call.name().equals("commit")) {
            interference.beforeCommit(own());
        }
        return call.on(own());
    }

    private @Nullable Object together(Call call, SharedTransaction shared) throws SQLException {
        switch (call.name()) {
            case "commit" -> shared.commit(this);
            case "rollback" -> {
                if (call.hasArguments()) {
                    return call.on(shared.physical());
                }
                shared.rollBack(this);
            }
            case "setSavepoint" -> {
                shared.begin(this, readOnly, "savepoint");
                return call.on(shared.physical());
            }
            case "releaseSavepoint" -> call.on(shared.physical());
            default -> {
                return alone(call, shared);
            }
        }
        return null;
    }

    private Object statement(Call call, @Nullable SharedTransaction shared) throws SQLException {
        Object delegate = Objects.requireNonNull(call.on(shared == null ? own() : shared.physical()));
        var statement = new AppStatement(this, call, delegate, shared);
        return Call.receivedBy(statement, call.answerType());
    }

    private void setAutoCommit(boolean wanted, @Nullable SharedTransaction shared) throws SQLException {
        if (shared != null && wanted != autoCommit) {
            shared.commit(this);
        }
        if (own != null) {
            own.setAutoCommit(wanted);
        }
        autoCommit = wanted;
    }

    /** @param target what the statement was prepared for */
    @Nullable
    Object run(String text, @Nullable SharedTransaction target, Work work) throws SQLException {
        if (target != database.shared()) {
            throw new SQLException("A statement was prepared before its test began or ended, and is run on the other"
                    + " side: prepare it anew. It is: " + text);
        }
        List<SqlStatement> statements = SqlStatement.in(text);
        database.log().add(statements);
        return target == null ? runAlone(statements, work) : runTogether(text, statements, target, work);
    }

    private @Nullable Object runAlone(List<SqlStatement> statements, Work work) throws SQLException {
        var interference = database.interference();
        if (interference != null) {
            var driver = own().unwrap(BaseConnection.class);
            if (!autoCommit && driver.getTransactionState() == TransactionState.IDLE) {
                interference.beforeTransaction(own());
            }
            interference.beforeStatements(statements);
        }
        return work.run();
    }

    private @Nullable Object runTogether(
            String text, List<SqlStatement> statements, SharedTransaction shared, Work work) throws SQLException {
        shared.refuseControl(statements);
        shared.begin(this, readOnly, text);
        if (!autoCommit) {
            return work.run();
        }
        Object result;
        try {
            result = work.run();
        } catch (SQLException | RuntimeException e) {
            shared.rollBack(this);
            throw e;
        }
        shared.commit(this);
        return result;
    }

    /** The driver's state is asked for: what it says of the shared transaction is not what the app began. */
    private @Nullable Object unwrap(Call call) throws SQLException {
        Class<?> wanted = call.first(Class.class);
        if (wanted == Connection.class) {
            return call.receiver();
        }
        if (wanted == null || !wanted.isInterface() || !wanted.isAssignableFrom(BaseConnection.class)) {
            return call.on(own());
        }
        Call.Receiver receiver = asked -> {
            SharedTransaction shared = database.shared();
            if (shared == null) {
                return asked.on(own().unwrap(BaseConnection.class));
            }
            return asked.name().equals("getTransactionState") ? shared.stateFor(this) : asked.on(shared.driver());
        };
        return Call.receivedBy(receiver, BaseConnection.class);
    }

    private Connection own() throws SQLException {
        Connection found = own;
        if (found == null) {
            found = opening.open();
            found.setAutoCommit(autoCommit);
            found.setReadOnly(readOnly);
            own = found;
        }
        return found;
    }

    private void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            SharedTransaction shared = database.shared();
            if (shared != null) {
                shared.rollBack(this);
            }
        } finally {
            if (own != null) {
                own.close();
            }
        }
    }
}
