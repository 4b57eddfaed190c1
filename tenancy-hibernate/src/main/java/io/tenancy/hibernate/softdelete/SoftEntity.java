package io.tenancy.hibernate.softdelete;

import java.util.List;

/**
 * An entity that is deleted softly.
 *
 * @param name as HQL knows it
 * @param deletion the attribute with its {@link Deletion}
 * @param references what refers to an entity of its hierarchy
 */
record SoftEntity(String name, String deletion, List<Reference> references) {

    /**
     * A to-one association with a soft-deleted entity.
     *
     * @param holder the entity that has it, as HQL knows it
     * @param path the attribute, with dots where it is in an embeddable
     * @param target the entity that it refers to, as HQL knows it
     * @param hierarchy the name of the root class of that
     */
    record Reference(String holder, String path, String target, String hierarchy, OnSoftDelete.Action action) {

        @Override
        public String toString() {
            return holder + "." + path;
        }
    }

    SoftEntity {
        references = List.copyOf(references);
    }

    List<Reference> references(OnSoftDelete.Action action) {
        return references.stream()
                .filter(reference -> reference.action() == action)
                .toList();
    }
}
