package io.tenancy.hibernate.softdelete;

import io.tenancy.refusal.ForbiddenStatementException;
import java.util.List;
import java.util.Optional;
import org.hibernate.Hibernate;
import org.hibernate.StaleObjectStateException;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;

/**
 * {@code Session.remove} of a soft-deleted entity: what waits is flushed, the row is deleted at once, and the entity is
 * detached. For other entities Hibernate's own listeners go on.
 */
record RemoveListener(SoftDeleteModel model, List<DeleteEventListener> others) implements DeleteEventListener {

    @Override
    public void onDelete(DeleteEvent event) {
        if (soft(event).isEmpty()) {
            others.forEach(other -> other.onDelete(event));
        } else {
            remove(event.getSession(), event.getObject(), entityName(event));
        }
    }

    /** In the middle of the work of Hibernate's cascades nothing can be flushed; the mapping is refused at start. */
    @Override
    public void onDelete(DeleteEvent event, DeleteContext context) {
        if (soft(event).isPresent()) {
            throw new ForbiddenStatementException(
                    SoftDeleteException.tenantOf(event.getSession()),
                    "Removal of a " + entityName(event) + " by a cascade of Hibernate",
                    "Delete it by name, or have it deleted along by @OnSoftDelete.");
        }
        others.forEach(other -> other.onDelete(event, context));
    }

    private static void remove(EventSource session, Object object, String entityName) {
        if (session.getPersistenceContextInternal().isFlushing()) {
            throw new ForbiddenStatementException(
                    SoftDeleteException.tenantOf(session),
                    "Removal of a " + entityName + " during a flush",
                    "Remove it before.");
        }
        session.flush();
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        Object id = id(session, object, persister);
        Object version = Hibernate.isInitialized(object) ? persister.getVersion(Hibernate.unproxy(object)) : null;
        if (RowDelete.of(session, persister).delete(id, version) == 0 && version != null) {
            throw new StaleObjectStateException(persister.getEntityName(), id);
        }
    }

    private static Object id(EventSource session, Object object, EntityPersister persister) {
        var proxy = HibernateProxy.extractLazyInitializer(object);
        return proxy == null ? persister.getIdentifier(object, session) : proxy.getInternalIdentifier();
    }

    private Optional<SoftEntity> soft(DeleteEvent event) {
        return model.find(entityName(event));
    }

    private static String entityName(DeleteEvent event) {
        var proxy = HibernateProxy.extractLazyInitializer(event.getObject());
        return proxy == null
                ? event.getSession()
                        .getEntityPersister(event.getEntityName(), event.getObject())
                        .getEntityName()
                : proxy.getEntityName();
    }
}
