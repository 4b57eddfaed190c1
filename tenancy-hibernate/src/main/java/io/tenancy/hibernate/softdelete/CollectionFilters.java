package io.tenancy.hibernate.softdelete;

import java.util.Map;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Value;

/** Collections of soft-deleted entities: Hibernate asks them for filters of their own, and not those of their elements. */
public final class CollectionFilters {

    private CollectionFilters() {}

    /** Gives each collection the filters of its elements; before Hibernate makes its persisters. */
    public static void addTo(Metadata metadata) {
        for (Collection collection : metadata.getCollectionBindings()) {
            elementEntity(collection.getElement())
                    .map(metadata::getEntityBinding)
                    .ifPresent(element -> add(collection, element));
        }
    }

    private static void add(Collection collection, PersistentClass element) {
        for (var filter : element.getRootClass().getFilters()) {
            if (!HidingFilter.isName(filter.getName())) {
                continue;
            }
            if (collection.getElement() instanceof OneToMany) {
                collection.addFilter(filter.getName(), filter.getCondition(), true, Map.of(), Map.of());
            } else {
                collection.addManyToManyFilter(filter.getName(), filter.getCondition(), true, Map.of(), Map.of());
            }
        }
    }

    private static Optional<String> elementEntity(Value element) {
        if (element instanceof OneToMany many) {
            return Optional.of(many.getReferencedEntityName());
        }
        return element instanceof ManyToOne many ? Optional.of(many.getReferencedEntityName()) : Optional.empty();
    }
}
