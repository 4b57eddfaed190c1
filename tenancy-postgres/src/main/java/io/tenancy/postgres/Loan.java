package io.tenancy.postgres;

import io.tenancy.postgres.admission.Admission;
import io.tenancy.postgres.binding.Lender;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.ServerPools;
import java.sql.Connection;

/** A connection's way back to the pool that it was borrowed from. */
record Loan(ServerPools pools, PoolName pool, Admission admission, long since) implements Lender {

    static Loan now(ServerPools pools, PoolName pool, Admission admission) {
        return new Loan(pools, pool, admission, System.nanoTime());
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
    public void gotBack() {
        admission.close();
    }
}
