package io.tenancy.hibernate.transaction;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A way to stop units of work from another thread: their running statement is cancelled at the server, and none follows.
 * A COMMIT that was sent is not stopped. Safe for use by several threads.
 */
public final class Cancellation {

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Set<Brake> brakes = ConcurrentHashMap.newKeySet();

    /** Not cancelled yet. */
    public Cancellation() {}

    /** Stops what runs and what would begin. A second call does nothing. */
    public void cancel() {
        cancelled.countDown();
        brakes.forEach(Brake::pull);
    }

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** True if it was cancelled while waiting. */
    boolean await(Duration pause) throws InterruptedException {
        return cancelled.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    void add(Brake brake) {
        brakes.add(brake);
        if (isCancelled()) {
            brake.pull();
        }
    }

    void remove(Brake brake) {
        brakes.remove(brake);
    }
}
