package io.tenancy.postgres.pool;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells a listener the statistics of all open pools at intervals, on a daemon thread of its own. */
final class PoolSampler implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "tenancy-pool-sampler");
        thread.setDaemon(true);
        return thread;
    });

    PoolSampler(ServerPools pools, PoolListener listener, Duration interval) {
        timer.scheduleWithFixedDelay(
                () -> pools.statistics().forEach(listener::sampled),
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
