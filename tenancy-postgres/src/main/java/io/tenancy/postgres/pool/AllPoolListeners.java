package io.tenancy.postgres.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one; a failing one is logged and silences nobody. */
record AllPoolListeners(List<PoolListener> listeners) implements PoolListener {

    private static final Logger LOG = System.getLogger("io.tenancy.pool");

    @Override
    public void opened(PoolStatistics pool) {
        tell(listener -> listener.opened(pool));
    }

    @Override
    public void exhausted(PoolStatistics pool) {
        tell(listener -> listener.exhausted(pool));
    }

    @Override
    public void closed(PoolName pool) {
        tell(listener -> listener.closed(pool));
    }

    @Override
    public void sampled(PoolStatistics pool) {
        tell(listener -> listener.sampled(pool));
    }

    @Override
    public void acquired(Acquisition acquisition) {
        tell(listener -> listener.acquired(acquisition));
    }

    @Override
    public void givenBack(Use use) {
        tell(listener -> listener.givenBack(use));
    }

    @Override
    public void leaking(Leak leak) {
        tell(listener -> listener.leaking(leak));
    }

    private void tell(Consumer<PoolListener> event) {
        for (PoolListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "Listener " + listener.getClass().getName() + " failed; the work goes on.", e);
            }
        }
    }
}
