package io.tenancy.postgres;

import io.tenancy.Tenant;
import io.tenancy.context.Deadline;
import io.tenancy.postgres.admission.Admission;
import io.tenancy.postgres.admission.Admissions;
import io.tenancy.postgres.binding.BoundConnection;
import io.tenancy.postgres.binding.StatementRules;
import io.tenancy.postgres.pool.Acquisition;
import io.tenancy.postgres.pool.Acquisition.Outcome;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.ServerPools;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Admits, borrows and binds, and knows which connections are out. Tells its listener about each of them. Safe for use by
 * several threads.
 */
final class Loans {

    private final ServerPools pools;
    private final Admissions admissions;
    private final StatementRules rules;
    private final PoolListener listener;
    private final Set<Loan> out = ConcurrentHashMap.newKeySet();

    /** @param listener throws nothing */
    Loans(ServerPools pools, Admissions admissions, StatementRules rules, PoolListener listener) {
        this.pools = pools;
        this.admissions = admissions;
        this.rules = rules;
        this.listener = listener;
    }

    /** @param tenant who has to be admitted; null for what is not shared between tenants */
    Connection open(Routes.Route route, @Nullable Tenant tenant) throws SQLException {
        return open(route, tenant, Deadline.current());
    }

    /** @param deadline ends the waiting, if the server does not end it before */
    Connection open(Routes.Route route, @Nullable Tenant tenant, Deadline deadline) throws SQLException {
        long asked = System.nanoTime();
        long admitted = asked;
        Outcome outcome = Outcome.FAILED;
        try {
            Admission admission = tenant == null ? Admission.UNSHARED : admit(tenant, route.pool(), deadline);
            admitted = System.nanoTime();
            Connection connection = open(route, tenant, admission, deadline);
            outcome = Outcome.OPENED;
            return connection;
        } catch (TenantThrottledException refusal) {
            admitted = System.nanoTime();
            outcome = Outcome.THROTTLED;
            throw refusal;
        } catch (ServerUnavailableException refusal) {
            outcome = Outcome.UNAVAILABLE;
            throw refusal;
        } finally {
            listener.acquired(new Acquisition(
                    route.pool(),
                    tenant,
                    Duration.ofNanos(admitted - asked),
                    Duration.ofNanos(System.nanoTime() - asked),
                    outcome));
        }
    }

    private Admission admit(Tenant tenant, PoolName pool, Deadline deadline) throws SQLException {
        try {
            return admissions.admit(tenant, pools.server(pool.server()), pool, deadline);
        } catch (TenantThrottledException refusal) {
            if (refusal.limit() == Limit.WAIT) {
                pools.announceExhausted(pool);
            }
            throw refusal;
        }
    }

    private Connection open(Routes.Route route, @Nullable Tenant tenant, Admission admission, Deadline deadline)
            throws SQLException {
        boolean opened = false;
        try {
            Connection bound = bind(pools.borrow(route.pool(), deadline), route, tenant, admission);
            opened = true;
            return bound;
        } finally {
            if (!opened) {
                admission.close();
            }
        }
    }

    private Connection bind(Connection pooled, Routes.Route route, @Nullable Tenant tenant, Admission admission)
            throws SQLException {
        try {
            var loan = new Loan(pools, route.pool(), tenant, admission, this::back);
            Connection bound = BoundConnection.open(pooled, route.binding(), rules, loan);
            out.add(loan);
            return bound;
        } catch (SQLException | RuntimeException e) {
            pooled.close();
            throw e;
        }
    }

    private void back(Loan loan) {
        out.remove(loan);
        listener.givenBack(loan.use());
    }

    /** Tells of connections that are held too long, of each once. */
    void lookForLeaks() {
        out.stream().map(Loan::findLeak).flatMap(Optional::stream).forEach(listener::leaking);
    }
}
