package io.tenancy.hibernate.guard;

import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.refusal.ForbiddenStatementException;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Before a session loads, flushes or queries: its tenant is still the one bound to the thread, and Hibernate's tenant
 * filter is as it was. Without state and outside a transaction no event precedes a query.
 */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class SessionGuard implements LoadEventListener, FlushEventListener, AutoFlushEventListener {

    private final Refusals refusals;

    SessionGuard(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        check("Loading " + event.getEntityClassName(), event.getSession());
    }

    @Override
    public void onFlush(FlushEvent event) {
        check("Flushing a session", event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        check("Querying a session", event.getSession());
    }

    private void check(String attempted, SharedSessionContractImplementor source) {
        SessionTenant session = SessionTenant.of(source);
        if (session.isOperator()) {
            return;
        }
        refusals.announcing(() -> session.requireBound(attempted));
        if (source.getFactory().getDefinedFilterNames().contains(TenantIdBinder.FILTER_NAME)
                && !session.identifier().equals(filteredTenant(source))) {
            throw refusals.announced(new ForbiddenStatementException(
                    session.tenant(),
                    "Disabling or changing Hibernate's filter '" + TenantIdBinder.FILTER_NAME + "'",
                    "Leave it enabled; to look across tenants, use an operator's session."));
        }
    }

    private static @Nullable Object filteredTenant(SharedSessionContractImplementor source) {
        var filter = source.getLoadQueryInfluencers().getEnabledFilter(TenantIdBinder.FILTER_NAME);
        return filter == null
                ? null
                : ((org.hibernate.internal.FilterImpl) filter).getParameter(TenantIdBinder.PARAMETER_NAME);
    }
}
