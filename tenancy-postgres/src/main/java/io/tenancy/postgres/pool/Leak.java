package io.tenancy.postgres.pool;

import io.tenancy.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is held longer than the server's {@link PoolSettings#leakThreshold}.
 *
 * @param tenant null for operators and what works for nobody
 * @param thread who borrowed it
 */
public record Leak(PoolName pool, @Nullable TenantId tenant, String thread, Duration held) {

    /** One readable line. */
    @Override
    public String toString() {
        return "pool " + pool + ": a connection of " + (tenant == null ? "no tenant" : "tenant '" + tenant + "'")
                + " is held for " + held.toSeconds() + " s already, by thread " + thread;
    }
}
