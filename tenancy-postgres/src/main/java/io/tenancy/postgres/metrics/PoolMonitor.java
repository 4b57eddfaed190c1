package io.tenancy.postgres.metrics;

import io.tenancy.Tenant;
import io.tenancy.postgres.pool.Acquisition;
import io.tenancy.postgres.pool.Acquisition.Outcome;
import io.tenancy.postgres.pool.Leak;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.PoolStatistics;
import io.tenancy.postgres.pool.Use;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes to the log {@code io.tenancy.pool}, one readable line each: what goes wrong when it does, and at the interval of the
 * statistics what each pool and its busiest tenants did since the last time. Safe for use by several threads.
 */
public final class PoolMonitor implements PoolListener {

    private static final Logger LOG = System.getLogger("io.tenancy.pool");

    private final PoolListener plain = PoolListener.logging();
    private final Duration slow;
    private final Map<PoolName, Interval> intervals = new ConcurrentHashMap<>();

    private PoolMonitor(Duration slow) {
        this.slow = slow;
    }

    /** @param wait who waits that long for a connection is told in the log */
    public static PoolMonitor slowAfter(Duration wait) {
        if (wait.isNegative() || wait.isZero()) {
            throw new IllegalArgumentException("Expected a wait of more than nothing, found " + wait + ".");
        }
        return new PoolMonitor(wait);
    }

    @Override
    public void opened(PoolStatistics pool) {
        plain.opened(pool);
    }

    @Override
    public void exhausted(PoolStatistics pool) {
        plain.exhausted(pool);
    }

    @Override
    public void leaking(Leak leak) {
        plain.leaking(leak);
    }

    @Override
    public void closed(PoolName pool) {
        intervals.remove(pool);
        plain.closed(pool);
    }

    @Override
    public void acquired(Acquisition acquisition) {
        interval(acquisition.pool()).acquired(acquisition);
        if (acquisition.outcome() == Outcome.OPENED && acquisition.took().compareTo(slow) >= 0) {
            Tenant tenant = acquisition.tenant();
            LOG.log(
                    Level.WARNING,
                    "slow: " + (tenant == null ? "no tenant" : "tenant '" + tenant.id() + "'") + " waited "
                            + acquisition.took().toMillis() + " ms for a connection of pool " + acquisition.pool()
                            + ", " + acquisition.queued().toMillis() + " ms of it for its turn");
        }
    }

    @Override
    public void givenBack(Use use) {
        interval(use.pool()).givenBack(use);
    }

    @Override
    public void sampled(PoolStatistics pool) {
        Interval over = intervals.remove(pool.pool());
        LOG.log(Level.INFO, over == null ? pool + "; not used" : pool + "; " + over);
    }

    private Interval interval(PoolName pool) {
        return intervals.computeIfAbsent(pool, name -> new Interval());
    }
}
