package io.tenancy.testkit.driver;

import io.tenancy.testkit.statement.Fingerprint;
import io.tenancy.testkit.statement.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A test's one transaction, in which what the app begins is a savepoint. One connection of the app works in it at a time;
 * the others wait for their turn. Safe for use by several threads.
 */
public final class SharedTransaction {

    /**
     * A commit would check deferred constraints, so they are checked, and then deferred again. It would also end what was
     * set for the transaction, above all the tenant; a release alone would hand that on to the next.
     */
    private static final String COMMIT =
            """
            savepoint tenancy_check; set constraints all immediate;
            rollback to savepoint tenancy_check; release savepoint tenancy_check;
            release savepoint tenancy_begin; reset all; reset role""";

    private static final String ROLLBACK = "rollback to savepoint tenancy_begin; release savepoint tenancy_begin";

    private final Connection physical;
    private final BaseConnection driver;
    private final Optional<Thread> only;
    private final Duration patience;
    private @Nullable Turn turn;
    private boolean ended;

    private record Turn(AppConnection holder, Thread thread, String text) {

        String describe() {
            return "thread '" + thread.getName() + "', since its statement: " + Fingerprint.of(text);
        }
    }

    /**
     * @param physical an idle connection, used for nothing else meanwhile
     * @param only the one thread that may use it; if empty, all may
     * @param patience how long a connection waits for its turn
     */
    public SharedTransaction(Connection physical, Optional<Thread> only, Duration patience) throws SQLException {
        this.physical = physical;
        this.driver = physical.unwrap(BaseConnection.class);
        this.only = only;
        this.patience = patience;
        physical.setAutoCommit(false);
    }

    Connection physical() {
        return physical;
    }

    BaseConnection driver() {
        return driver;
    }

    /** What the app would see on a connection of its own. */
    synchronized TransactionState stateFor(AppConnection connection) {
        return holds(connection) ? driver.getTransactionState() : TransactionState.IDLE;
    }

    synchronized void begin(AppConnection connection, boolean readOnly, String text) throws SQLException {
        if (!holds(connection)) {
            refuseForeignThread();
            awaitTurn();
            run("savepoint tenancy_begin" + (readOnly ? "; set transaction read only" : ""));
        }
        turn = new Turn(connection, Thread.currentThread(), text);
    }

    private void refuseForeignThread() throws SQLException {
        if (only.isPresent() && only.get() != Thread.currentThread()) {
            throw new SQLException("Thread '" + Thread.currentThread().getName() + "' uses the database of a test with"
                    + " isolation ROLLBACK, whose transaction belongs to thread '"
                    + only.get().getName()
                    + "'. Where several threads work, use SANDBOX; where they need transactions of their own, CLONE or"
                    + " CLEAN.");
        }
    }

    private void awaitTurn() throws SQLException {
        long until = System.nanoTime() + patience.toNanos();
        while (turn != null) {
            long left = until - System.nanoTime();
            if (turn.thread == Thread.currentThread()) {
                throw new SQLException("This thread has a transaction open and begins another on a second connection."
                        + " In the test's one transaction it would wait for itself. Open is that of "
                        + turn.describe() + ". Commit it first, or use CLONE or CLEAN.");
            }
            if (left <= 0) {
                throw new SQLException("Waited " + patience.toMillis() + " ms for the test's one transaction. It is"
                        + " held by " + turn.describe() + ". Commit or roll back there before you wait for other"
                        + " threads, or use CLONE or CLEAN.");
            }
            sleep(left);
        }
        if (ended) {
            throw new SQLException("The test is over, and so is its transaction.");
        }
    }

    private void sleep(long nanos) throws SQLException {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while it waited for the test's one transaction.", e);
        }
    }

    synchronized void commit(AppConnection connection) throws SQLException {
        if (!holds(connection)) {
            return;
        }
        boolean failed = driver.getTransactionState() == TransactionState.FAILED;
        if (failed) {
            rollBack(connection);
            throw new SQLTransactionRollbackException(
                    "A transaction with a failed statement was committed, so it was rolled back.", "25P02");
        }
        try {
            run(COMMIT);
        } catch (SQLException e) {
            rollBack(connection);
            throw e;
        }
        release();
    }

    synchronized void rollBack(AppConnection connection) throws SQLException {
        if (holds(connection)) {
            try {
                run(ROLLBACK);
            } finally {
                release();
            }
        }
    }

    private boolean holds(AppConnection connection) {
        return turn != null && turn.holder == connection;
    }

    private void release() {
        turn = null;
        notifyAll();
    }

    private void run(String sql) throws SQLException {
        try (var statement = physical.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Takes everything back.
     *
     * @return whose transaction was still open, if somebody's was
     */
    public synchronized Optional<String> end() throws SQLException {
        var open = Optional.ofNullable(turn).map(Turn::describe);
        ended = true;
        release();
        // Locks that were taken for the session outlive the transaction. In one round trip.
        run("rollback; select pg_advisory_unlock_all()");
        return open;
    }

    void refuseControl(List<SqlStatement> statements) throws SQLException {
        for (var statement : statements) {
            if (statement.controlsTransaction()) {
                throw new SQLException("'" + statement.shape() + "' would end the test's one transaction. Begin and end"
                        + " transactions by the methods of the connection, or use CLONE or CLEAN.");
            }
        }
    }

    void refuseIsolation(Call call) throws SQLException {
        Integer level = call.first(Integer.class);
        if (call.name().equals("setTransactionIsolation")
                && level != null
                && level != Connection.TRANSACTION_READ_COMMITTED) {
            throw new SQLFeatureNotSupportedException(
                    "The test's one transaction is READ COMMITTED throughout. A test of"
                            + " another isolation level needs CLONE or CLEAN.");
        }
    }
}
