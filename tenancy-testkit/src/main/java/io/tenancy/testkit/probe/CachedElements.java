package io.tenancy.testkit.probe;

import io.tenancy.context.TenantContext;
import io.tenancy.testkit.probe.model.CollectionModel;
import io.tenancy.testkit.probe.model.EntityModel;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** What is in the collection of the target's id, for whoever reads it; of entities, their ids. */
record CachedElements(Shot<CollectionModel> shot) {

    Set<Object> read(TenantContext who) {
        try (var scope = who.enter()) {
            return shot.scene().factory().fromTransaction(this::read);
        }
    }

    Set<Object> read(Session session) {
        Object collection = shot.subject().read(session.find(shot.entityName(), shot.id()));
        Hibernate.initialize(collection);
        Collection<?> elements = collection instanceof Map<?, ?> map
                ? map.entrySet()
                : (Collection<?>) Objects.requireNonNull(collection, "a mapped collection is never null");
        EntityModel type = shot.subject().element();
        var found = new HashSet<Object>();
        for (Object element : elements) {
            found.add(type == null || collection instanceof Map ? element : type.idOf(Hibernate.unproxy(element)));
        }
        return found;
    }
}
