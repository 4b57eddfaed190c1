package io.tenancy.hibernate.transaction;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGConnection;

/**
 * Cancels what runs on a connection, for as long as the connection is the attempt's own. Safe for use by several threads.
 *
 * <p>PostgreSQL cancels what runs when the request arrives, and nothing if nothing runs: hence the request is repeated
 * until the attempt lets go. It never reaches the next borrower: {@link #release()} waits for a request under way.
 */
final class Brake {

    private static final System.Logger LOG = System.getLogger(Brake.class.getName());
    private static final long REPEAT_MILLIS = 50;

    private final PGConnection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean pulled;
    private boolean released;

    Brake(PGConnection connection) {
        this.connection = connection;
    }

    /** Returns at once. */
    void pull() {
        lock.lock();
        try {
            if (!pulled && !released) {
                pulled = true;
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** From here on nothing is cancelled. */
    void release() {
        lock.lock();
        try {
            released = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        var thread = new Thread(this::cancelUntilReleased, "tenancy-cancel");
        thread.setDaemon(true);
        thread.start();
    }

    private void cancelUntilReleased() {
        lock.lock();
        try {
            while (!released) {
                connection.cancelQuery();
                ended.await(REPEAT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "A statement could not be cancelled; it runs on until it ends by itself.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
