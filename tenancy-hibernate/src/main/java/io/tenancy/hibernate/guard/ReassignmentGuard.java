package io.tenancy.hibernate.guard;

import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.refusal.CrossTenantWriteException;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;

/** A stored entity keeps its tenant. Hibernate would ignore another one without a word, and keep it in memory. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class ReassignmentGuard implements FlushEntityEventListener {

    private final GuardedEntities entities;
    private final Refusals refusals;

    ReassignmentGuard(GuardedEntities entities, Refusals refusals) {
        this.entities = entities;
        this.refusals = refusals;
    }

    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        EntityEntry entry = event.getEntityEntry();
        SessionTenant session = SessionTenant.of(event.getSession());
        GuardedEntity guarded = entities.of(entry.getPersister());
        if (session.isOperator()
                || !guarded.isTenantOwned()
                || entry.getStatus() != Status.MANAGED
                || !entry.isExistsInDatabase()
                || !Hibernate.isInitialized(event.getEntity())) {
            return;
        }
        Object tenant = guarded.tenantOf(event.getEntity());
        if (!session.identifier().equals(tenant)) {
            throw refusals.announced(new CrossTenantWriteException(
                    "Change of the tenant",
                    guarded.persister().getEntityName(),
                    entry.getId(),
                    tenant == null ? null : tenant.toString(),
                    session.tenant()));
        }
    }
}
