package io.tenancy.hibernate.guard;

import io.tenancy.hibernate.mapping.EntityModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.persister.entity.EntityPersister;

/** What the guard knows of each entity, found once. Safe for use by several threads. */
final class GuardedEntities {

    private final EntityModel model;
    private final Map<String, GuardedEntity> entities = new ConcurrentHashMap<>();

    GuardedEntities(EntityModel model) {
        this.model = model;
    }

    GuardedEntity of(EntityPersister persister) {
        return entities.computeIfAbsent(persister.getEntityName(), name -> GuardedEntity.of(persister, model));
    }
}
