package io.tenancy.audit.capture;

import io.tenancy.audit.model.RecordedCollection;
import io.tenancy.audit.model.RecordedEntity;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Collections in sessions without state, which write them along with each row: their events do not say enough, so that those
 * of the row have to do.
 */
final class LooseCollections {

    private LooseCollections() {}

    /** Before the row is written: what is in them. */
    static void before(AbstractPreDatabaseOperationEvent event, RecordedEntity entity) {
        SharedSessionContractImplementor session = event.getSession();
        if (session.isStateless() && !entity.collections().isEmpty() && event.getId() != null) {
            var stored = new StoredCollections(session, event.getPersister(), event.getId());
            Capture.journal(session).keep(entity, event.getId(), stored.contents(entity.collections()));
        }
    }

    /** After: what went and what came. */
    static void after(AbstractPostDatabaseOperationEvent event, RecordedEntity entity, boolean gone) {
        SharedSessionContractImplementor session = event.getSession();
        if (!session.isStateless() || entity.collections().isEmpty()) {
            return;
        }
        Journal journal = Capture.journal(session);
        Map<RecordedCollection, Contents> before = journal.takeKept(entity, event.getId());
        entity.collections().forEach(collection -> {
            Object value = event.getPersister().getPropertyValue(event.getEntity(), collection.name());
            if (Hibernate.isInitialized(value)) {
                Contents now = gone ? Contents.none() : now(event, value, collection);
                journal.change(entity, event.getId(), row -> {
                    CollectionChange change = row.collection(collection.name());
                    change.remove(before.getOrDefault(collection, Contents.none()));
                    change.add(now);
                });
            }
        });
    }

    /** The library's own upsert leaves collections alone, Hibernate's does not; what is stored tells. */
    private static Contents now(AbstractPostDatabaseOperationEvent event, Object value, RecordedCollection collection) {
        SharedSessionContractImplementor session = event.getSession();
        EntityPersister persister = event.getPersister();
        return event instanceof PostUpsertEvent
                ? new StoredCollections(session, persister, event.getId()).contents(collection)
                : Contents.of(value, collection, session);
    }
}
