package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.PoolSettings;
import io.tenancy.postgres.pool.PoolStatistics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Statistics of pools at intervals, and what SQLAlchemy's settings are called here. To have it all in the log, give the
 * builder {@code PoolMonitor.slowAfter(wait)} instead of a listener of one's own.
 */
public final class PoolWatch {

    public static void main(String... args) throws Exception {
        Kitchen.cook(PoolWatch::cook);
    }

    public static void cook(Kitchen kitchen) throws Exception {
        var inUse = new CountDownLatch(1);
        PoolListener listener = new PoolListener() {
            @Override
            public void opened(PoolStatistics pool) {
                kitchen.say("opened %s, at most %d connections", pool.pool(), pool.maximum());
            }

            @Override
            public void sampled(PoolStatistics pool) {
                if (pool.active() == 1 && inUse.getCount() == 1) {
                    kitchen.say("every 50 ms: %s", pool);
                    inUse.countDown();
                }
            }

            @Override
            public void closed(PoolName pool) {
                kitchen.say("closed %s", pool);
            }
        };
        try (HibernateTenancy tenancy = kitchen.serve(
                builder -> builder.poolListener(listener).poolStatisticsEvery(Duration.ofMillis(50)),
                Publishing.entities())) {
            TenantContext.of("acme")
                    .run(() -> tenancy.inTransaction(session -> {
                        session.createSelectionQuery("select count(*) from User", Long.class)
                                .getSingleResult(); // borrows, until the commit
                        await(inUse);
                    }));
        }
        PoolSettings pools = PoolSettings.DEFAULT;
        kitchen.say("pool_size       kept idle for %s, then closed", pools.idleTimeout());
        kitchen.say("max_overflow    Server.withMaximumPoolSize, or withMaximumConnections for all pools of a server");
        kitchen.say("pool_timeout    Server.withConnectionTimeout");
        kitchen.say("pool_recycle    maximumLifetime %s", pools.maximumLifetime());
        kitchen.say(
                "pool_pre_ping   always, after half a second of idling; answered within %s", pools.validationTimeout());
        kitchen.say("echo_pool       PoolListener, PoolMonitor");
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Nobody counted the pool.");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
