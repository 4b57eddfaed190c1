package io.tenancy.hibernate.guard;

import io.tenancy.TenantId;
import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.refusal.ForbiddenStatementException;
import io.tenancy.refusal.TenantMismatchException;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;

/** Looks at each entity that a session with state loads, from the database or from the cache, by native SQL too. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class LoadGuard implements PreLoadEventListener {

    private final GuardedEntities entities;
    private final Refusals refusals;

    LoadGuard(GuardedEntities entities, Refusals refusals) {
        this.entities = entities;
        this.refusals = refusals;
    }

    @Override
    public void onPreLoad(PreLoadEvent event) {
        SessionTenant session = SessionTenant.of(event.getSession());
        GuardedEntity guarded = entities.of(event.getPersister());
        if (session.isOperator() || !guarded.isTenantOwned()) {
            return;
        }
        Object tenant = event.getState()[guarded.tenantIndex()];
        if (session.identifier().equals(tenant) || tenant == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return;
        }
        String attempted = "Loading " + guarded.persister().getEntityName() + "#" + event.getId();
        throw refusals.announced(
                tenant == null
                        ? new ForbiddenStatementException(
                                session.tenant(), attempted + ", which names no tenant,", "Correct the row.")
                        : new TenantMismatchException(attempted, TenantId.of(tenant.toString()), session.tenant()));
    }
}
