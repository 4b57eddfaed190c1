package io.tenancy.audit.capture;

import io.tenancy.audit.model.RecordedCollection;
import io.tenancy.audit.model.RecordedEntity;
import io.tenancy.hibernate.routing.CollectionEvents;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

/** What goes into and out of collections is a change of their owner, unless the other side has the rows. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
record CollectionListener(Capture capture)
        implements PreCollectionRecreateEventListener,
                PreCollectionUpdateEventListener,
                PreCollectionRemoveEventListener {

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        record(event, false, true);
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        record(event, true, true);
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        record(event, true, false);
    }

    private void record(AbstractCollectionEvent event, boolean removes, boolean adds) {
        Object id = event.getAffectedOwnerIdOrNull();
        EventSource session = CollectionEvents.findSession(event).orElse(null);
        // Without an id the owner is deleted unseen, which is recorded by itself.
        if (event.getCollectionPersister().isInverse() || id == null || session == null) {
            return;
        }
        var owner = session.getFactory().getMappingMetamodel().getEntityDescriptor(event.getAffectedOwnerEntityName());
        capture.find(owner).ifPresent(entity -> entity.findCollection(
                        event.getCollectionPersister().getRole())
                .ifPresent(collection -> {
                    Contents removed = removes ? before(event, owner, collection, session) : Contents.none();
                    Contents added = adds ? Contents.of(event.getCollection(), collection, session) : Contents.none();
                    record(entity, collection, id, session, removed, added);
                }));
    }

    private static void record(
            RecordedEntity entity,
            RecordedCollection collection,
            Object id,
            EventSource session,
            Contents removed,
            Contents added) {
        Journal journal = Capture.journal(session);
        journal.admit("Change of " + entity.name() + "#" + id + "." + collection.name(), entity);
        journal.change(entity, id, row -> {
            CollectionChange change = row.collection(collection.name());
            change.remove(removed);
            change.add(added);
        });
    }

    private static Contents before(
            AbstractCollectionEvent event, EntityPersister owner, RecordedCollection recorded, EventSource session) {
        var collection = event.getCollection();
        if (collection != null && collection.wasInitialized() && collection.getStoredSnapshot() != null) {
            return Contents.of(collection.getStoredSnapshot(), recorded, session);
        }
        return new StoredCollections(session, owner, event.getAffectedOwnerIdOrNull()).contents(recorded);
    }
}
