package io.tenancy.postgres.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** One line for each thing that a pool goes through. */
final class PoolLog implements PoolListener {

    private static final Logger LOG = System.getLogger("io.tenancy.pool");

    @Override
    public void opened(PoolStatistics pool) {
        LOG.log(Level.INFO, "opened {0}", pool);
    }

    @Override
    public void exhausted(PoolStatistics pool) {
        LOG.log(Level.WARNING, "exhausted {0}", pool);
    }

    @Override
    public void leaking(Leak leak) {
        LOG.log(Level.WARNING, "leak in {0}", leak);
    }

    @Override
    public void closed(PoolName pool) {
        LOG.log(Level.INFO, "closed pool {0}", pool);
    }

    @Override
    public void sampled(PoolStatistics pool) {
        LOG.log(Level.INFO, "{0}", pool);
    }
}
