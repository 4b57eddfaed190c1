package io.tenancy.postgres.pool;

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

    /** Writes one line for each of these to the system's logger. */
    static PoolListener logging() {
        return new PoolLog();
    }
}
