package io.tenancy.postgres;

import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.context.Deadline;
import io.tenancy.postgres.pool.Replicas;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Connections for reading: from a replica, or from the tenant's server if no replica gives one. */
record Readings(Replicas replicas, Routes routes, Loans loans) {

    Connection open(Tenant tenant) throws SQLException {
        ServerName server = tenant.placement().server();
        Optional<Connection> replica = findOnReplica(tenant, server);
        return replica.isPresent() ? replica.get() : loans.open(routes.toRead(tenant, server), tenant);
    }

    private Optional<Connection> findOnReplica(Tenant tenant, ServerName server) throws SQLException {
        ServerName replica = replicas.findUsable(server).orElse(null);
        if (replica == null) {
            return Optional.empty();
        }
        Deadline half = Deadline.current().half(); // the server itself gets the rest
        try {
            return Optional.of(loans.open(routes.toRead(tenant, replica), tenant, half));
        } catch (ServerUnavailableException refusal) {
            if (!half.passed()) { // hurried work says nothing about the replica
                replicas.distrust(replica);
            }
            return Optional.empty();
        } catch (TenantThrottledException refusal) {
            if (refusal.limit() != Limit.WAIT && refusal.limit() != Limit.DEADLINE) {
                throw refusal;
            }
            return Optional.empty();
        }
    }
}
