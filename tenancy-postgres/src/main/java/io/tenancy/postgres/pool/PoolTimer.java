package io.tenancy.postgres.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something with all pools at intervals, on a daemon thread of its own. */
final class PoolTimer implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.tenancy.pool");

    private final Runnable task;
    private final ScheduledExecutorService timer;

    PoolTimer(String name, Duration interval, Runnable task) {
        this.task = task;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        long millis = interval.toMillis();
        var ticking = timer.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
        assert !ticking.isCancelled();
    }

    /** What it does now it finishes. */
    @Override
    public void close() {
        timer.shutdown();
    }

    /** An exception would end the ticking for good, without a word. */
    private void tick() {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A timer of the pools failed; it goes on.", e);
        }
    }
}
