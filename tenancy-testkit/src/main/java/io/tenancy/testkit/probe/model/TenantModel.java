package io.tenancy.testkit.probe.model;

import io.tenancy.testkit.probe.witness.Ownership;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;

/**
 * All that is mapped and belongs to tenants, by name.
 *
 * @param shared the names of entities that belong to nobody
 */
public record TenantModel(
        List<EntityModel> entities,
        List<CollectionModel> collections,
        List<ReferenceModel> references,
        List<String> shared) {

    public static TenantModel of(SessionFactoryImplementor factory) {
        var metamodel = factory.getMappingMetamodel();
        Map<String, EntityModel> entities = new LinkedHashMap<>();
        var shared = new ArrayList<String>();
        var persisters = new ArrayList<EntityPersister>();
        metamodel.forEachEntityDescriptor(persisters::add);
        persisters.stream()
                .filter(persister -> !hasNoTable(persister))
                .sorted(Comparator.comparing(EntityPersister::getJpaEntityName))
                .forEach(persister -> EntityModel.find(persister)
                        .ifPresentOrElse(
                                entity -> entities.put(persister.getEntityName(), entity),
                                () -> shared.add(persister.getJpaEntityName())));
        return new TenantModel(
                List.copyOf(entities.values()), collections(metamodel, entities), references(entities), shared);
    }

    /** Abstract, with a table for each class below it: its rows are those of its subclasses. */
    private static boolean hasNoTable(EntityPersister persister) {
        return persister instanceof UnionSubclassEntityPersister
                && Modifier.isAbstract(persister.getMappedClass().getModifiers());
    }

    private static List<CollectionModel> collections(
            MappingMetamodelImplementor metamodel, Map<String, EntityModel> entities) {
        var persisters = new ArrayList<CollectionPersister>();
        metamodel.forEachCollectionDescriptor(persisters::add);
        return persisters.stream()
                .sorted(Comparator.comparing(CollectionPersister::getRole))
                .filter(persister -> entities.containsKey(ownerOf(persister)))
                .map(persister -> new CollectionModel(
                        persister,
                        Objects.requireNonNull(entities.get(ownerOf(persister))),
                        elementOf(persister).map(entities::get).orElse(null)))
                .toList();
    }

    private static Optional<String> elementOf(CollectionPersister persister) {
        return persister.getAttributeMapping().getElementDescriptor() instanceof EntityAssociationMapping element
                ? Optional.of(element.getAssociatedEntityMappingType().getEntityName())
                : Optional.empty();
    }

    private static String ownerOf(CollectionPersister persister) {
        return persister.getOwnerEntityPersister().getEntityName();
    }

    private static List<ReferenceModel> references(Map<String, EntityModel> entities) {
        var references = new ArrayList<ReferenceModel>();
        for (EntityModel holder : entities.values()) {
            holder.persister().forEachAttributeMapping(attribute -> {
                if (attribute instanceof ToOneAttributeMapping toOne && ReferenceModel.isKeyHeldBy(toOne)) {
                    var target = entities.get(toOne.getEntityMappingType().getEntityName());
                    if (target != null) {
                        references.add(new ReferenceModel(holder, toOne, target));
                    }
                }
            });
        }
        return references;
    }

    /** How each table tells whose its rows are. */
    public List<Ownership> ownerships() {
        var all = new ArrayList<Ownership>();
        entities.forEach(entity -> all.addAll(entity.ownerships()));
        collections.forEach(collection -> collection.findOwnership().ifPresent(all::add));
        return all.stream().distinct().toList();
    }
}
