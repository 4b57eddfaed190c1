package io.tenancy.hibernate.guard;

import io.tenancy.directory.TenantAccess;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.refusal.CrossTenantWriteException;
import io.tenancy.refusal.ForbiddenStatementException;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.jspecify.annotations.Nullable;

/** Looks at each row before it is written, in sessions with and without state. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class WriteGuard
        implements PreInsertEventListener, PreUpdateEventListener, PreDeleteEventListener, PreUpsertEventListener {

    private final GuardedEntities entities;
    private final AssociationGuard associations;
    private final TenantDirectory directory;
    private final Refusals refusals;

    WriteGuard(GuardedEntities entities, AssociationGuard associations, TenantDirectory directory, Refusals refusals) {
        this.entities = entities;
        this.associations = associations;
        this.directory = directory;
        this.refusals = refusals;
    }

    /** A new row that names no tenant yet is stamped by Hibernate. */
    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        SessionTenant session = admit("Insert", event);
        GuardedEntity guarded = entities.of(event.getPersister());
        if (guarded.isTenantOwned() && event.getState()[guarded.tenantIndex()] != null) {
            requireOwn("Insert", event, event.getState()[guarded.tenantIndex()], session);
        }
        associations.check(event, event.getState(), session);
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        SessionTenant session = admit("Update", event);
        GuardedEntity guarded = entities.of(event.getPersister());
        if (guarded.isTenantOwned()) {
            int index = guarded.tenantIndex();
            Object[] state = event.getState();
            if (state[index] == null) {
                // Taken before the insert of the same flush had stamped the entity.
                state[index] = guarded.tenantOf(event.getEntity());
            }
            requireOwn("Update", event, state[index], session);
            Object before = event.getOldState() == null ? null : event.getOldState()[index];
            if (before != null) {
                requireOwn("Update", event, before, session);
            }
        }
        associations.check(event, event.getState(), session);
        return false;
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        SessionTenant session = admit("Delete", event);
        GuardedEntity guarded = entities.of(event.getPersister());
        if (guarded.isTenantOwned()) {
            // Without state there is what the caller handed in.
            Object tenant = event.getDeletedState() == null
                    ? guarded.tenantOf(event.getEntity())
                    : event.getDeletedState()[guarded.tenantIndex()];
            requireOwn("Delete", event, tenant, session);
        }
        return false;
    }

    /** Hibernate stamps no upsert (7.4.5 sends NULL), hence the guard does; a foreign tenant it refuses all the same. */
    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        SessionTenant session = admit("Upsert", event);
        GuardedEntity guarded = entities.of(event.getPersister());
        if (guarded.isTenantOwned()) {
            int index = guarded.tenantIndex();
            if (event.getState()[index] == null) {
                event.getState()[index] = session.identifier();
                event.getPersister().setValue(event.getEntity(), index, session.identifier());
            }
            requireOwn("Upsert", event, event.getState()[index], session);
        }
        associations.check(event, event.getState(), session);
        return false;
    }

    private SessionTenant admit(String operation, AbstractPreDatabaseOperationEvent event) {
        SessionTenant session = SessionTenant.of(event.getSession());
        String attempted = operation + " of " + event.getPersister().getEntityName() + "#" + event.getId();
        refusals.announcing(() -> {
            if (session.isOperator()) {
                throw new ForbiddenStatementException(
                        null, attempted, "An operator only reads; write inside the scope of the row's own tenant.");
            }
            TenantAccess.requireWrite(directory.require(session.requireBound(attempted)), attempted);
        });
        return session;
    }

    private void requireOwn(
            String operation,
            AbstractPreDatabaseOperationEvent event,
            @Nullable Object rowTenant,
            SessionTenant session) {
        if (!session.identifier().equals(rowTenant)) {
            throw refusals.announced(new CrossTenantWriteException(
                    operation,
                    event.getPersister().getEntityName(),
                    event.getId(),
                    rowTenant == null ? null : rowTenant.toString(),
                    session.tenant()));
        }
    }
}
