package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;

/** Which entities of a factory are deleted softly, what refers to them, and what is wrong with them. Immutable. */
public final class SoftDeleteModel {

    private static final SoftDeleteModel NONE = new SoftDeleteModel(Map.of(), List.of());

    private final Map<String, SoftEntity> entities;
    private final List<String> problems;

    SoftDeleteModel(Map<String, SoftEntity> entities, List<String> problems) {
        this.entities = Map.copyOf(entities);
        this.problems = List.copyOf(problems);
    }

    public static SoftDeleteModel of(Metadata metadata) {
        return new MappingCheck(metadata).model();
    }

    /** The model of a factory, which the listener that deletes has; an empty one if the factory is not ours. */
    static SoftDeleteModel of(SessionFactoryImplementor factory) {
        var models = new ArrayList<SoftDeleteModel>();
        factory.getEventListenerGroups()
                .eventListenerGroup_DELETE
                .fireEventOnEachListener(models, (listener, found) -> {
                    if (listener instanceof RemoveListener ours) {
                        found.add(ours.model());
                    }
                });
        return models.isEmpty() ? NONE : models.get(0);
    }

    /** The part of an entity's mapping that its deletion is. */
    static EmbeddableValuedModelPart deletionOf(EntityPersister persister) {
        SoftEntity entity = of(persister.getFactory()).require(persister.getEntityName());
        return (EmbeddableValuedModelPart) persister.findAttributeMapping(entity.deletion());
    }

    /** One sentence for each problem. */
    public List<String> problems() {
        return problems;
    }

    boolean isEmpty() {
        return entities.isEmpty();
    }

    /** By the name of its class, as Hibernate's events and persisters have it. */
    Optional<SoftEntity> find(String entityName) {
        return Optional.ofNullable(entities.get(entityName));
    }

    /** @throws IllegalArgumentException if it is not deleted softly */
    SoftEntity require(String entityName) {
        return find(entityName)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "Entity " + entityName
                                        + " is not deleted softly. Give it an attribute of type Deletion, or delete it by Hibernate's own means."));
    }

    /** By its name in HQL. */
    Optional<SoftEntity> findNamed(String name) {
        return entities.values().stream()
                .filter(entity -> entity.name().equals(name))
                .findFirst();
    }

    Collection<SoftEntity> all() {
        return entities.values();
    }

    /** The entity and all that a delete of it may reach by cascades, from the top down. */
    List<SoftEntity> reach(SoftEntity top) {
        Set<SoftEntity> reached = new LinkedHashSet<>(Set.of(top));
        var open = new ArrayDeque<>(List.of(top));
        while (!open.isEmpty()) {
            below(open.remove()).filter(reached::add).forEach(open::add);
        }
        return List.copyOf(reached);
    }

    private Stream<SoftEntity> below(SoftEntity entity) {
        return entity.references(Action.CASCADE).stream()
                .map(SoftEntity.Reference::holder)
                .flatMap(holder -> findNamed(holder).stream());
    }
}
