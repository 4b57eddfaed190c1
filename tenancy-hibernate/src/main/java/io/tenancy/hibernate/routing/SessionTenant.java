package io.tenancy.hibernate.routing;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.refusal.ForbiddenStatementException;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.TenantMismatchException;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The tenant that a session was opened for, or the server across whose tenants an operator looks. Immutable. */
public final class SessionTenant implements Extension {

    private final Object identifier;
    private final @Nullable TenantId tenant;
    private final @Nullable ServerName operated;

    private SessionTenant(Object identifier, @Nullable TenantId tenant, @Nullable ServerName operated) {
        this.identifier = identifier;
        this.tenant = tenant;
        this.operated = operated;
    }

    static SessionTenant of(Object identifier) {
        return new SessionTenant(identifier, TenantId.of(identifier.toString()), null);
    }

    static SessionTenant operator(Object identifier, ServerName server) {
        return new SessionTenant(identifier, null, server);
    }

    /** Which tenant a session of a factory with {@link TenantRouting} was opened for. */
    public static SessionTenant of(SharedSessionContractImplementor session) {
        return session.getExtension(SessionTenant.class);
    }

    /** Hibernate's tenant identifier, of the type that {@code @TenantId} attributes have. */
    public Object identifier() {
        return identifier;
    }

    public boolean isOperator() {
        return operated != null;
    }

    /** @throws IllegalStateException if the session is an operator's */
    public TenantId tenant() {
        if (tenant == null) {
            throw new IllegalStateException("An operator's session has no tenant.");
        }
        return tenant;
    }

    /**
     * Lets a session share this one's connection, which is bound to this one's tenant.
     *
     * @throws ForbiddenStatementException if that session has another tenant
     */
    Object requireShared(Object by) {
        if (!by.equals(identifier)) {
            throw new ForbiddenStatementException(
                    tenant,
                    "Sharing the connection of a session of another tenant",
                    "Open a session with a connection of its own.");
        }
        return by;
    }

    /**
     * The session's tenant, if it is the one that is bound to the thread.
     *
     * @throws NoTenantException if none is bound
     * @throws TenantMismatchException if another one is bound
     */
    public TenantId requireBound(String attempted) {
        TenantId bound = TenantContext.require(attempted).tenant();
        if (!bound.equals(tenant())) {
            throw new TenantMismatchException(attempted, tenant(), bound);
        }
        return bound;
    }
}
