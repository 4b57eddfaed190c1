package io.tenancy.postgres.pool;

import com.zaxxer.hikari.HikariConfigMXBean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has a pool replace a lost connection for those who already wait for one. HikariCP opens connections when somebody asks,
 * and replaces lost ones only up to the minimum that is to be idle: with a minimum of none, who waits for the only
 * connection when it dies waits until the timeout. So the minimum is one as long as anybody is asking, and otherwise none,
 * since a pool that nobody uses is to hold nothing. Once it is closed, nobody comes any more. Safe for use by several
 * threads.
 */
final class WaitingBorrowers {

    private static final int CLOSED = -1;

    private final HikariConfigMXBean pool;
    private final AtomicInteger asking = new AtomicInteger();

    WaitingBorrowers(HikariConfigMXBean pool) {
        this.pool = pool;
    }

    /** False if it is closed. */
    boolean arrive() {
        if (asking.getAndUpdate(count -> count == CLOSED ? CLOSED : count + 1) == CLOSED) {
            return false;
        }
        adjust();
        return true;
    }

    void leave() {
        asking.decrementAndGet();
        adjust();
    }

    /** False if anybody is asking. */
    boolean close() {
        return asking.compareAndSet(0, CLOSED);
    }

    void reopen() {
        asking.set(0);
    }

    /** Whoever sets it last has seen the number that it stands for. */
    private void adjust() {
        boolean any;
        do {
            any = asking.get() > 0;
            pool.setMinimumIdle(any ? 1 : 0);
        } while (any != asking.get() > 0);
    }
}
