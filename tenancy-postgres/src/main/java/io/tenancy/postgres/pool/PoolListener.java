package io.tenancy.postgres.pool;

import java.util.List;

/** Hears what pools go through, on the thread where it happens; must be quick and safe for use by several threads. */
public interface PoolListener {

    /** A pool was opened, because somebody wanted its first connection. */
    default void opened(PoolStatistics pool) {}

    /** A borrower gave up: no connection came in time. */
    default void exhausted(PoolStatistics pool) {}

    /** A pool was closed. */
    default void closed(PoolName pool) {}

    /** The statistics of all open pools, at intervals. */
    default void sampled(PoolStatistics pool) {}

    /** Somebody wanted a connection, and got it or not. */
    default void acquired(Acquisition acquisition) {}

    /** A connection was given back. */
    default void givenBack(Use use) {}

    /** A connection is held longer than {@link PoolSettings#leakThreshold}; told once. */
    default void leaking(Leak leak) {}

    /** Tells every listener, in this order. One that throws is logged and breaks neither the work nor the others. */
    static PoolListener all(List<PoolListener> listeners) {
        return new AllPoolListeners(List.copyOf(listeners));
    }

    /** Writes one line for what goes wrong and what is rare to the system's logger. */
    static PoolListener logging() {
        return new PoolLog();
    }
}
