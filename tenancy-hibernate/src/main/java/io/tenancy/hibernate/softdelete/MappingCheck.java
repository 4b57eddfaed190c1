package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import io.tenancy.hibernate.softdelete.SoftEntity.Reference;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.mapping.Value;

/** Reads the mapping once: who embeds a {@link Deletion}, who refers to whom. */
final class MappingCheck {

    private final Metadata metadata;
    private final Map<String, String> deletions = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final TreeSet<String> problems = new TreeSet<>();

    MappingCheck(Metadata metadata) {
        this.metadata = metadata;
    }

    SoftDeleteModel model() {
        metadata.getEntityBindings().forEach(this::findDeletion);
        if (!deletions.isEmpty()) {
            for (PersistentClass entity : metadata.getEntityBindings()) {
                entity.getProperties()
                        .forEach(property -> look(entity, property, property, entity.getMappedClass(), ""));
            }
        }
        Map<String, SoftEntity> entities = new LinkedHashMap<>();
        deletions.forEach((name, attribute) -> entities.put(name, entity(metadata.getEntityBinding(name), attribute)));
        return new SoftDeleteModel(entities, List.copyOf(problems));
    }

    private void findDeletion(PersistentClass entity) {
        for (Property property : entity.getPropertyClosure()) {
            if (property.getValue() instanceof Component component && isDeletion(component)) {
                deletions.put(entity.getEntityName(), property.getName());
                checkHierarchy(entity, property);
            }
        }
    }

    private static boolean isDeletion(Component component) {
        return !component.isDynamic()
                && component.getComponentClassName() != null
                && component.getComponentClassName().equals(Deletion.class.getName());
    }

    private void checkHierarchy(PersistentClass entity, Property property) {
        if (!(entity instanceof RootClass) && entity.getProperties().contains(property)) {
            problem(
                    entity,
                    "has a Deletion that " + entity.getRootClass().getEntityName()
                            + " above it has not: its rows would be deleted in two ways. Move the attribute there.");
        }
        if (entity instanceof UnionSubclass) {
            problem(
                    entity,
                    "is deleted softly and has a table for each class, which Hibernate's bulk statements do not"
                            + " fit. Use InheritanceType.SINGLE_TABLE or JOINED.");
        }
    }

    private SoftEntity entity(PersistentClass entity, String deletion) {
        var own = references.stream()
                .filter(reference ->
                        reference.hierarchy().equals(entity.getRootClass().getEntityName()))
                .toList();
        return new SoftEntity(entity.getJpaEntityName(), deletion, own);
    }

    private void look(PersistentClass entity, Property property, Property outer, Class<?> owner, String before) {
        Value value = property.getValue();
        String path = before + property.getName();
        if (value instanceof Component component && !isDeletion(component)) {
            component
                    .getProperties()
                    .forEach(part -> look(entity, part, outer, component.getComponentClass(), path + "."));
        } else if (value instanceof ToOne toOne && soft(toOne.getReferencedEntityName())) {
            toOne(entity, property, owner, path, toOne);
        } else if (value instanceof Collection collection) {
            toMany(entity, property, path, collection);
        }
    }

    private void toOne(PersistentClass entity, Property property, Class<?> owner, String path, ToOne toOne) {
        checkCascades(entity, property, path);
        boolean holdsKey = toOne instanceof ManyToOne || (toOne instanceof OneToOne one && one.isConstrained());
        if (!holdsKey) {
            return;
        }
        PersistentClass referred = metadata.getEntityBinding(toOne.getReferencedEntityName());
        String target = referred.getJpaEntityName();
        Optional<Action> action = action(property, owner);
        if (action.isEmpty()) {
            problem(
                    entity,
                    "refers by '" + path + "' to " + target + ", which is deleted softly, and does not say what"
                            + " becomes of itself then. Annotate the attribute with @OnSoftDelete.");
            return;
        }
        if (action.orElseThrow() == Action.CASCADE && !deletions.containsKey(entity.getEntityName())) {
            problem(
                    entity,
                    "is to be deleted along with the " + target + " in '" + path
                            + "', but has no Deletion. Add an attribute of that type, or choose another action.");
        }
        if (action.orElseThrow() == Action.SET_NULL && !property.isOptional()) {
            problem(
                    entity,
                    "is to lose '" + path + "' when that is deleted, but cannot be without. Make it optional, or"
                            + " choose another action.");
        }
        references.add(new Reference(
                entity.getJpaEntityName(),
                path,
                target,
                referred.getRootClass().getEntityName(),
                action.orElseThrow()));
    }

    private static Optional<Action> action(Property property, Class<?> owner) {
        return property.getGetter(owner).getMember() instanceof AnnotatedElement member
                ? Optional.ofNullable(member.getAnnotation(OnSoftDelete.class)).map(OnSoftDelete::value)
                : Optional.empty();
    }

    private void toMany(PersistentClass entity, Property property, String path, Collection collection) {
        if (collection.getElement() instanceof OneToMany many && soft(many.getReferencedEntityName())) {
            checkCascades(entity, property, path);
            if (!collection.isInverse()) {
                problem(
                        entity,
                        "owns the association '" + path + "' with " + many.getReferencedEntityName()
                                + ", which is deleted softly: no attribute there can say what becomes of it. Map the to-one side"
                                + " and make this one mappedBy.");
            }
        } else if (collection.getElement() instanceof ManyToOne many && soft(many.getReferencedEntityName())) {
            checkCascades(entity, property, path);
        }
    }

    /** Both would reach the row in the middle of a flush, past {@link OnSoftDelete}. */
    private void checkCascades(PersistentClass entity, Property property, String path) {
        String cascade = property.getCascade();
        boolean removes = cascade != null && (cascade.contains("delete") || cascade.equals("all"));
        boolean orphans = cascade != null && cascade.contains("delete-orphan");
        if (orphans) {
            problem(
                    entity,
                    "has orphanRemoval on '" + path + "', whose rows are deleted softly. Drop it, and delete them"
                            + " by name.");
        } else if (removes && !deletions.containsKey(entity.getEntityName())) {
            problem(
                    entity,
                    "cascades REMOVE to '" + path + "', whose rows are deleted softly and still refer to it then."
                            + " Give " + entity.getJpaEntityName() + " a Deletion too, or drop the cascade.");
        }
    }

    private boolean soft(String entityName) {
        return deletions.containsKey(entityName);
    }

    private void problem(PersistentClass entity, String what) {
        problems.add("Entity " + entity.getEntityName() + " " + what);
    }
}
