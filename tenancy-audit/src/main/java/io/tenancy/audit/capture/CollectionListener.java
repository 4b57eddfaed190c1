package io.tenancy.audit.capture;

import io.tenancy.audit.model.RecordedCollection;
import io.tenancy.audit.model.RecordedEntity;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.jspecify.annotations.Nullable;

/** What goes into and out of collections is a change of their owner, unless the other side has the rows. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
record CollectionListener(Capture capture)
        implements PreCollectionRecreateEventListener,
                PreCollectionUpdateEventListener,
                PreCollectionRemoveEventListener {

    private interface Write {
        void to(CollectionChange change, RecordedCollection collection, SharedSessionContractImplementor session);
    }

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        record(event, (change, collection, session) -> add(event, change, collection, session));
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        record(event, (change, collection, session) -> {
            remove(event, change, collection, session);
            add(event, change, collection, session);
        });
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        record(event, (change, collection, session) -> remove(event, change, collection, session));
    }

    private void record(AbstractCollectionEvent event, Write write) {
        Object id = event.getAffectedOwnerIdOrNull();
        SharedSessionContractImplementor session = session(event);
        // Without an id the owner is deleted unseen, which is recorded by itself.
        if (event.getCollectionPersister().isInverse() || id == null || session == null) {
            return;
        }
        var owner = session.getFactory().getMappingMetamodel().getEntityDescriptor(event.getAffectedOwnerEntityName());
        capture.find(owner).ifPresent(entity -> entity.findCollection(
                        event.getCollectionPersister().getRole())
                .ifPresent(collection -> record(entity, collection, id, session, write)));
    }

    private static void record(
            RecordedEntity entity,
            RecordedCollection collection,
            Object id,
            SharedSessionContractImplementor session,
            Write write) {
        Journal journal = Capture.journal(session);
        journal.admit("Change of " + entity.name() + "#" + id + "." + collection.name(), entity);
        journal.change(entity, id, row -> write.to(row.collection(collection.name()), collection, session));
    }

    private static void remove(
            AbstractCollectionEvent event,
            CollectionChange change,
            RecordedCollection recorded,
            SharedSessionContractImplementor session) {
        var collection = event.getCollection();
        if (collection != null && collection.wasInitialized() && collection.getStoredSnapshot() != null) {
            change.remove(Contents.before(collection, recorded, session));
        } else {
            change.removeUnknown();
        }
    }

    private static void add(
            AbstractCollectionEvent event,
            CollectionChange change,
            RecordedCollection recorded,
            SharedSessionContractImplementor session) {
        change.add(Contents.now(event.getCollection(), event.getCollectionPersister(), recorded, session));
    }

    /** Events of sessions without state do not say whose they are. */
    private static @Nullable SharedSessionContractImplementor session(AbstractCollectionEvent event) {
        if (event.getSession() != null) {
            return event.getSession();
        }
        return event.getCollection() instanceof AbstractPersistentCollection<?> known ? known.getSession() : null;
    }
}
