package io.tenancy.hibernate.softdelete;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** After a delete: its rows leave the session that still has them, and the caches. */
record Forgetting(SharedSessionContractImplementor session, UUID operation) {

    void forget(Set<SoftEntity> touched) {
        new CachedRows(session).forget(touched);
        if (session instanceof SessionImplementor managing) {
            for (SoftEntity entity : touched) {
                forget(managing, entity);
            }
        }
    }

    private void forget(SessionImplementor managing, SoftEntity entity) {
        Map<Object, Object> managed = managed(managing.getPersistenceContextInternal(), entity);
        if (managed.isEmpty()) {
            return;
        }
        List<Object> gone = new ArrayList<>();
        try (Session all = View.working(session, Visibility.WITH_DELETED)) {
            new OperationStatements(all, operation)
                    .among(entity, List.copyOf(managed.keySet()))
                    .forEach(id -> gone.add(managed.get(id)));
        }
        leaveCollections(managing.getPersistenceContextInternal(), gone);
        gone.forEach(managing::detach);
    }

    private Map<Object, Object> managed(PersistenceContext context, SoftEntity entity) {
        var factory = session.getFactory();
        String name = factory.getJpaMetamodel().entity(entity.name()).getHibernateEntityName();
        Set<String> names =
                factory.getMappingMetamodel().getEntityDescriptor(name).getSubclassEntityNames();
        Map<Object, Object> managed = new HashMap<>();
        for (var entry : context.reentrantSafeEntityEntries()) {
            if (names.contains(entry.getValue().getEntityName())) {
                managed.put(entry.getValue().getId(), entry.getKey());
            }
        }
        return managed;
    }

    /** A flush would take them for new rows, where a collection cascades. Its other side is what is written. */
    private static void leaveCollections(PersistenceContext context, List<Object> gone) {
        context.forEachCollectionEntry(
                (collection, entry) -> {
                    var persister = entry.getLoadedPersister();
                    if (persister != null && persister.isInverse() && collection.wasInitialized()) {
                        leave(collection, gone);
                    }
                },
                true);
    }

    private static void leave(PersistentCollection<?> collection, List<Object> gone) {
        if (collection instanceof Collection<?> elements) {
            elements.removeIf(element -> gone.stream().anyMatch(row -> row == element));
        } else if (collection instanceof Map<?, ?> elements) {
            elements.values().removeIf(element -> gone.stream().anyMatch(row -> row == element));
        }
    }
}
