package io.tenancy.hibernate.mapping;

import java.util.Optional;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.FilterConfiguration;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** The attribute of an entity that is mapped with {@code @TenantId}. */
record TenantAttribute(String name, String column, TenantIdType idType) {

    /** Whether the entity itself or one above it has a tenant; mapping by annotation or by XML makes no difference. */
    static boolean isDeclaredBy(PersistentClass entity) {
        return findFilter(entity).isPresent();
    }

    /** The property behind Hibernate's tenant filter, which is the one trace that {@code @TenantId} leaves. */
    static Optional<Property> findProperty(PersistentClass entity) {
        String condition = findFilter(entity).orElseThrow().getCondition();
        return entity.getPropertyClosure().stream()
                .filter(property -> property.getColumnSpan() == 1)
                .filter(property -> property.getSelectables().get(0) instanceof Column column
                        && condition.equals(column.getName() + " = :" + TenantIdBinder.PARAMETER_NAME))
                .findFirst();
    }

    private static Optional<FilterConfiguration> findFilter(PersistentClass entity) {
        return entity.getFilters().stream()
                .filter(filter -> filter.getName().equals(TenantIdBinder.FILTER_NAME))
                .findFirst();
    }
}
