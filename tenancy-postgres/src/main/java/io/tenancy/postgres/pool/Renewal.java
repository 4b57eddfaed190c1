package io.tenancy.postgres.pool;

import com.zaxxer.hikari.HikariPoolMXBean;

/**
 * Has a pool replace its connections once a kept plan turned out to be void: each of them keeps one, and each would fail
 * once for each statement. What was borrowed before the last renewal is on its way out already. Safe for use by several
 * threads.
 */
final class Renewal {

    private final HikariPoolMXBean pool;
    private long renewedAt = System.nanoTime();

    Renewal(HikariPoolMXBean pool) {
        this.pool = pool;
    }

    /** @param borrowedAt by {@link System#nanoTime()} */
    synchronized void ask(long borrowedAt) {
        if (borrowedAt - renewedAt > 0) {
            pool.softEvictConnections();
            renewedAt = System.nanoTime();
        }
    }
}
