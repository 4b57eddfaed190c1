package io.tenancy.hibernate.guard;

import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.refusal.CrossTenantWriteException;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Looks at the entities that a written row refers to. One that is not loaded cannot say whose it is. */
record AssociationGuard(GuardedEntities entities, Refusals refusals) {

    void check(AbstractPreDatabaseOperationEvent event, @Nullable Object[] state, SessionTenant session) {
        EntityPersister persister = event.getPersister();
        for (var reference : entities.of(persister).references()) {
            String role = persister.getEntityName() + "#" + event.getId() + "." + reference.property();
            check(state[reference.index()], reference.type(), role, event.getSession(), session);
        }
    }

    private void check(
            @Nullable Object value,
            Type type,
            String role,
            SharedSessionContractImplementor source,
            SessionTenant session) {
        if (value == null) {
            return;
        }
        if (GuardedEntity.isComponent(type)) {
            var component = (CompositeType) type;
            for (int index = 0; index < component.getSubtypes().length; index++) {
                Object part = component.getPropertyValue(value, index, source);
                check(part, component.getSubtypes()[index], role, source, session);
            }
        } else if (type.isEntityType() || type.isAnyType()) {
            checkReferenced(value, role, source, session);
        }
    }

    void checkReferenced(
            Object reference, String role, SharedSessionContractImplementor source, SessionTenant session) {
        if (!Hibernate.isInitialized(reference)) {
            return;
        }
        Object entity = Hibernate.unproxy(reference);
        GuardedEntity guarded = entities.of(source.getEntityPersister(null, entity));
        if (!guarded.isTenantOwned()) {
            return;
        }
        Object tenant = guarded.tenantOf(entity);
        // None yet: a new entity, which is looked at when it is inserted itself.
        if (tenant != null && !tenant.equals(session.identifier())) {
            throw refusals.announced(new CrossTenantWriteException(
                    "Use in " + role,
                    guarded.persister().getEntityName(),
                    guarded.persister().getIdentifier(entity, source),
                    tenant.toString(),
                    session.tenant()));
        }
    }
}
