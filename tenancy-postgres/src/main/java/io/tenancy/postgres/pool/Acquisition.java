package io.tenancy.postgres.pool;

import io.tenancy.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That somebody wanted a connection, and what came of it.
 *
 * @param tenant null for operators and what works for nobody
 * @param queued how long it waited to be admitted; the rest of the time it waited for the pool
 * @param took all of it
 */
public record Acquisition(PoolName pool, @Nullable Tenant tenant, Duration queued, Duration took, Outcome outcome) {

    /** What came of it. */
    public enum Outcome {
        /** A connection. */
        OPENED,
        /** The tenant had to wait too long for its turn, or was refused at once. */
        THROTTLED,
        /** The pool gave none in time. */
        UNAVAILABLE,
        /** Something else went wrong. */
        FAILED
    }
}
