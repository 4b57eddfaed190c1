package io.tenancy.postgres;

import io.tenancy.Tenant;
import io.tenancy.postgres.admission.Admission;
import io.tenancy.postgres.binding.Lender;
import io.tenancy.postgres.pool.Leak;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.ServerPools;
import io.tenancy.postgres.pool.Use;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection's way back to the pool that it was borrowed from. What is asked of it from outside is safe for any thread. */
final class Loan implements Lender {

    private final ServerPools pools;
    private final PoolName pool;
    private final @Nullable Tenant tenant;
    private final Admission admission;
    private final Consumer<Loan> back;
    private final long since = System.nanoTime();
    private final String thread = Thread.currentThread().getName();
    private int carried;
    private int eager;
    private volatile boolean told;

    Loan(ServerPools pools, PoolName pool, @Nullable Tenant tenant, Admission admission, Consumer<Loan> back) {
        this.pools = pools;
        this.pool = pool;
        this.tenant = tenant;
        this.admission = admission;
        this.back = back;
    }

    @Override
    public void evict(Connection pooled) {
        pools.evict(pool, pooled);
    }

    @Override
    public void foundVoidPlan() {
        pools.renew(pool, since);
    }

    @Override
    public void carriedBinding() {
        carried++;
    }

    @Override
    public void boundEagerly() {
        eager++;
    }

    @Override
    public void gotBack() {
        admission.close();
        back.accept(this);
    }

    Use use() {
        return new Use(pool, tenant, held(), carried, eager);
    }

    /** Once, when it is held for longer than its server allows. */
    Optional<Leak> findLeak() {
        Duration threshold =
                told ? null : pools.findLeakThreshold(pool.server()).orElse(null);
        if (threshold == null || held().compareTo(threshold) < 0) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(new Leak(pool, tenant == null ? null : tenant.id(), thread, held()));
    }

    private Duration held() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
