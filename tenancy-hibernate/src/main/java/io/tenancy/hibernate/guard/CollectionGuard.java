package io.tenancy.hibernate.guard;

import io.tenancy.hibernate.routing.CollectionEvents;
import io.tenancy.hibernate.routing.SessionTenant;
import java.util.Iterator;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.jspecify.annotations.Nullable;

/** Looks at the entities in a collection before its rows are written. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class CollectionGuard implements PreCollectionRecreateEventListener, PreCollectionUpdateEventListener {

    private final AssociationGuard associations;

    CollectionGuard(AssociationGuard associations) {
        this.associations = associations;
    }

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        check(event);
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        check(event);
    }

    private void check(AbstractCollectionEvent event) {
        var persister = event.getCollectionPersister();
        boolean ofEntities = persister.isOneToMany() || persister.isManyToMany();
        if (!ofEntities || !event.getCollection().wasInitialized()) {
            return;
        }
        SharedSessionContractImplementor source = source(event);
        if (source == null) {
            return;
        }
        var session = SessionTenant.of(source);
        String role = persister.getRole() + "#" + event.getAffectedOwnerIdOrNull();
        Iterator<?> elements = event.getCollection().entries(persister);
        while (elements.hasNext()) {
            Object element = event.getCollection().getElement(elements.next());
            if (element != null) {
                associations.checkReferenced(element, role, source, session);
            }
        }
    }

    /** Sessions without state are known by the collection, unless another session has loaded it. */
    private static @Nullable SharedSessionContractImplementor source(AbstractCollectionEvent event) {
        EventSource session = CollectionEvents.findSession(event).orElse(null);
        return session == null && event.getCollection() instanceof AbstractPersistentCollection<?> collection
                ? collection.getSession()
                : session;
    }
}
