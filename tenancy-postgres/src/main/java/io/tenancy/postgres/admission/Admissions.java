package io.tenancy.postgres.admission;

import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.context.Deadline;
import io.tenancy.postgres.pool.PoolKind;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.refusal.TenantThrottledException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets tenants in before a connection of a pool is borrowed for them. Safe for use by several threads. */
public final class Admissions {

    private final Plans plans;
    /** What is shared: a whole server, or where that has no ceiling the pools of a kind. */
    private record Common(ServerName server, @Nullable PoolKind kind) {}

    private final Map<Common, FairShare> shares = new ConcurrentHashMap<>();

    private Admissions(Plans plans) {
        this.plans = plans;
    }

    /** @throws TenancyConfigurationException with everything that makes no sense in the plans */
    public static Admissions by(Plans plans) {
        if (!plans.problems().isEmpty()) {
            throw new TenancyConfigurationException("Plans", plans.problems());
        }
        return new Admissions(plans);
    }

    public Plan plan(Tenant tenant) {
        return plans.of(tenant);
    }

    /**
     * Waits as long as the server lets borrowers wait, but not beyond the deadline.
     *
     * @throws TenantThrottledException if the tenant's queue is full, or its turn does not come in time
     * @throws SQLException if the thread is interrupted, which it stays
     */
    public Admission admit(Tenant tenant, Server server, PoolName pool, Deadline deadline) throws SQLException {
        FairShare share = share(server, pool);
        try {
            return share.admit(tenant.id(), plans.of(tenant), server.connectionTimeout(), deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException(
                    "Interrupted while tenant '" + tenant.id() + "' waited for a connection of pool " + pool + ".", e);
        }
    }

    /** What was kept of a server that is no longer there. */
    public void forget(ServerName server) {
        shares.keySet().removeIf(common -> common.server().equals(server));
    }

    /** How many connections of the server are held. */
    public int held(ServerName server) {
        return of(server).mapToInt(FairShare::held).sum();
    }

    /** How many threads wait for a connection of the server. */
    public int waiting(ServerName server) {
        return of(server).mapToInt(FairShare::waiting).sum();
    }

    private Stream<FairShare> of(ServerName server) {
        return shares.entrySet().stream()
                .filter(entry -> entry.getKey().server().equals(server))
                .map(Map.Entry::getValue);
    }

    int shares() {
        return shares.size();
    }

    /** Under a ceiling for the server, its tenants share what the pools have together. */
    private FairShare share(Server server, PoolName pool) {
        var common = new Common(server.name(), server.findMaximumConnections().isPresent() ? null : pool.kind());
        int connections = server.poolSize(pool.kind());
        FairShare share = shares.get(common);
        if (share == null) {
            share = shares.computeIfAbsent(common, key -> FairShare.of(key.server(), connections));
        }
        share.resize(connections);
        return share;
    }
}
