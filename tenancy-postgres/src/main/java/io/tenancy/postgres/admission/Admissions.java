package io.tenancy.postgres.admission;

import io.tenancy.Tenant;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenantThrottledException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets tenants in before a connection of a pool is borrowed for them. Safe for use by several threads. */
public final class Admissions {

    private final Plans plans;
    private final Map<Object, FairShare> shares = new ConcurrentHashMap<>();

    private Admissions(Plans plans) {
        this.plans = plans;
    }

    public static Admissions by(Plans plans) {
        return new Admissions(plans);
    }

    public Plan plan(Tenant tenant) {
        return plans.of(tenant);
    }

    /**
     * Waits as long as the server lets borrowers wait.
     *
     * @throws TenantThrottledException if the tenant's queue is full, or its turn does not come in time
     * @throws SQLException if the thread is interrupted, which it stays
     */
    public Admission admit(Tenant tenant, Server server, PoolName pool) throws SQLException {
        FairShare share = share(server, pool);
        try {
            return share.admit(tenant.id(), plans.of(tenant), server.connectionTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException(
                    "Interrupted while tenant '" + tenant.id() + "' waited for a connection of pool " + pool + ".", e);
        }
    }

    /** Under a ceiling for the server, its tenants share what the pools have together. */
    private FairShare share(Server server, PoolName pool) {
        Object shared = server.findMaximumConnections().isPresent() ? server.name() : pool;
        int connections = server.poolSize(pool.kind());
        FairShare share = shares.get(shared);
        if (share == null) {
            share = shares.computeIfAbsent(shared, key -> FairShare.of(server.name(), connections));
        }
        share.resize(connections);
        return share;
    }
}
