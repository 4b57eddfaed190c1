package io.tenancy.audit.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Delivers until it is closed, on a daemon thread of its own. After a failure it waits, each time up to twice as long, at
 * most a minute.
 */
public final class Courier implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.tenancy.audit.delivery");
    private static final long LONGEST_MILLIS = 60_000;

    private final Delivery delivery;
    private final long pauseMillis;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Courier(Delivery delivery, Duration pause) {
        this.delivery = delivery;
        this.pauseMillis = pause.toMillis();
        this.thread = new Thread(this::work, "tenancy-audit-delivery-" + delivery.name());
        thread.setDaemon(true);
    }

    /**
     * @param pause between looks at the log
     * @throws IllegalArgumentException if it is shorter than a millisecond
     */
    public static Courier start(Delivery delivery, Duration pause) {
        if (pause.toMillis() < 1) {
            throw new IllegalArgumentException("Pause of " + pause + " refused: expected a millisecond at least.");
        }
        var courier = new Courier(delivery, pause);
        courier.thread.start();
        return courier;
    }

    private void work() {
        try {
            int failures = 0;
            do {
                failures = runs() ? 0 : failures + 1;
            } while (!closed.await(failures == 0 ? pauseMillis : backoff(failures), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.log(Level.WARNING, "Delivery to sink '" + delivery.name() + "' was interrupted and ends.");
            Thread.currentThread().interrupt();
        }
    }

    /** An exception would end the deliveries for good, without a word. */
    private boolean runs() {
        try {
            delivery.run();
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "Delivery to sink '" + delivery.name() + "' failed; it will be tried again.", e);
            return false;
        }
    }

    private long backoff(int failures) {
        long longest = Math.min(LONGEST_MILLIS, pauseMillis << Math.min(failures, 16));
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    /** Ends after the batch at hand; does not wait for it. */
    @Override
    public void close() {
        closed.countDown();
    }
}
