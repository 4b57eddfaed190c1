package io.tenancy.audit.model;

import io.tenancy.audit.Detail;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A collection that the trail has with its owner.
 *
 * @param role as Hibernate names it
 * @param index of what the elements are known by; null if by nothing
 */
public record RecordedCollection(String role, String name, Detail detail, Type element, @Nullable Type index) {

    static RecordedCollection of(String name, Collection mapping, Detail detail) {
        return new RecordedCollection(
                mapping.getRole(),
                name,
                detail,
                mapping.getElement().getType(),
                mapping instanceof IndexedCollection indexed
                        ? indexed.getIndex().getType()
                        : null);
    }
}
