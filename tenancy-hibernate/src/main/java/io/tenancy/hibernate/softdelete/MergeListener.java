package io.tenancy.hibernate.softdelete;

import jakarta.persistence.OptimisticLockException;
import java.util.List;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Merging an entity whose row is deleted: Hibernate, which cannot see that row, would speak of a lost race or insert a
 * second one.
 */
record MergeListener(SoftDeleteModel model, List<MergeEventListener> others) implements MergeEventListener {

    @Override
    public void onMerge(MergeEvent event) {
        merge(event, () -> others.forEach(other -> other.onMerge(event)));
    }

    @Override
    public void onMerge(MergeEvent event, MergeContext context) {
        merge(event, () -> others.forEach(other -> other.onMerge(event, context)));
    }

    private void merge(MergeEvent event, Runnable merging) {
        Object given = event.getOriginal();
        if (given == null || HibernateProxy.extractLazyInitializer(given) != null) {
            merging.run();
            return;
        }
        EventSource session = event.getSession();
        EntityPersister persister = session.getEntityPersister(event.getEntityName(), given);
        var entity = model.find(persister.getEntityName()).orElse(null);
        Object id = entity == null ? null : persister.getIdentifier(given, session);
        if (entity == null || id == null) {
            merging.run();
            return;
        }
        try {
            merging.run();
        } catch (HibernateException | OptimisticLockException e) {
            DeletedRows.refuse(session, "Merge", entity, id, e);
            throw e;
        }
        if (isNew(session, event.getResult())) {
            DeletedRows.refuse(session, "Merge", entity, id, null);
        }
    }

    private static boolean isNew(EventSource session, @Nullable Object merged) {
        EntityEntry entry =
                merged == null ? null : session.getPersistenceContextInternal().getEntry(merged);
        return entry != null && !entry.isExistsInDatabase();
    }
}
