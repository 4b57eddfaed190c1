package io.tenancy.postgres.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tells a listener the statistics of all open pools at intervals, on a daemon thread of its own. */
final class PoolSampler implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.tenancy.pool");

    private final ServerPools pools;
    private final PoolListener listener;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "tenancy-pool-sampler");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> sampling;

    PoolSampler(ServerPools pools, PoolListener listener, Duration interval) {
        this.pools = pools;
        this.listener = listener;
        long millis = interval.toMillis();
        this.sampling = timer.scheduleWithFixedDelay(this::sample, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        sampling.cancel(false);
        timer.shutdown();
    }

    /** An exception would end the sampling for good, without a word. */
    private void sample() {
        try {
            pools.statistics().forEach(listener::sampled);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A pool listener failed; sampling goes on.", e);
        }
    }
}
