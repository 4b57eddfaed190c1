package io.tenancy.hibernate.routing;

import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Gives a session the tenant that is bound to the thread which opens it. Safe for use by several threads. */
public final class ContextTenantResolver implements CurrentTenantIdentifierResolver<Object> {

    private final TenantRouting routing;

    ContextTenantResolver(TenantRouting routing) {
        this.routing = routing;
    }

    @Override
    public Object resolveCurrentTenantIdentifier() {
        return routing.currentIdentifier();
    }

    /** A current session that was opened for another tenant is refused, not reused. */
    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }

    /** Only an operator's session is, and its identifier cannot be guessed. */
    @Override
    public boolean isRoot(Object tenantId) {
        return routing.findOperatedServer(tenantId).isPresent();
    }
}
