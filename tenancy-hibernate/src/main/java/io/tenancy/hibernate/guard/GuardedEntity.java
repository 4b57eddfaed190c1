package io.tenancy.hibernate.guard;

import io.tenancy.hibernate.mapping.EntityModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Where an entity says whose it is, and where it refers to others.
 *
 * @param tenantIndex the place of its tenant attribute among its properties; negative if it is shared
 * @param references the properties that are or contain a reference to one entity
 */
record GuardedEntity(EntityPersister persister, int tenantIndex, List<Reference> references) {

    record Reference(int index, String property, Type type) {}

    static GuardedEntity of(EntityPersister persister, EntityModel model) {
        int tenantIndex = model.findTenantAttribute(persister.getEntityName())
                .map(persister::getPropertyIndex)
                .orElse(-1);
        String[] names = persister.getPropertyNames();
        Type[] types = persister.getPropertyTypes();
        List<Reference> references = IntStream.range(0, types.length)
                .filter(index -> refers(types[index]))
                .mapToObj(index -> new Reference(index, names[index], types[index]))
                .toList();
        return new GuardedEntity(persister, tenantIndex, references);
    }

    private static boolean refers(Type type) {
        return isComponent(type)
                ? Arrays.stream(((CompositeType) type).getSubtypes()).anyMatch(GuardedEntity::refers)
                : type.isEntityType() || type.isAnyType();
    }

    /** Hibernate's {@code @Any} is a composite too, of a discriminator and a key. */
    static boolean isComponent(Type type) {
        return type.isComponentType() && !type.isAnyType();
    }

    boolean isTenantOwned() {
        return tenantIndex >= 0;
    }

    /** Whose the entity says it is; null if it says nothing. */
    @Nullable
    Object tenantOf(Object entity) {
        return persister.getValue(entity, tenantIndex);
    }
}
