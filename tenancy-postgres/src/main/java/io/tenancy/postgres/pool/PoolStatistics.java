package io.tenancy.postgres.pool;

/**
 * A pool at one moment.
 *
 * @param waiting threads that wait for a connection
 */
public record PoolStatistics(PoolName pool, int active, int idle, int waiting, int maximum) {

    /** One readable line. */
    @Override
    public String toString() {
        return "pool " + pool + ": " + active + " active, " + idle + " idle, " + waiting + " waiting, at most "
                + maximum;
    }
}
