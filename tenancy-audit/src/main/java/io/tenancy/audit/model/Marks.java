package io.tenancy.audit.model;

import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.Detail;
import io.tenancy.audit.Recorded;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * What an entity's annotations say, found before Hibernate makes its persisters. Immutable.
 *
 * @param by what captures its changes
 * @param standard for attributes that are not marked
 * @param attributes by path, those below a marked one included
 * @param collections by role, those that are kept
 */
record Marks(
        CapturedBy by, Detail standard, Map<String, Detail> attributes, Map<String, RecordedCollection> collections) {

    Marks {
        attributes = Map.copyOf(attributes);
        collections = Map.copyOf(collections);
    }

    /** Empty if the entity is not on the trail. */
    static Optional<Marks> find(PersistentClass entity) {
        Class<?> type = entity.hasPojoRepresentation() ? entity.getMappedClass() : null;
        if (type == null) {
            return Optional.empty();
        }
        return Stream.of(type, type.getPackage())
                .flatMap(place -> mark(place).stream())
                .findFirst()
                .filter(mark -> mark.value() != Detail.NOTHING)
                .map(mark -> of(entity, type, mark.by(), mark.value()));
    }

    private static Marks of(PersistentClass entity, Class<?> type, CapturedBy by, Detail standard) {
        var marks = new Reading(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Property property : entity.getPropertyClosure()) {
            boolean kept = property != entity.getVersion();
            marks.add("", property, type, kept ? standard : Detail.NOTHING);
        }
        return new Marks(by, standard, marks.attributes(), marks.collections());
    }

    private record Reading(Map<String, Detail> attributes, Map<String, RecordedCollection> collections) {

        void add(String above, Property property, Class<?> owner, Detail inherited) {
            String path = above + property.getName();
            Detail detail = members(property, owner)
                    .flatMap(member -> mark(member).stream())
                    .map(Recorded::value)
                    .findFirst()
                    .orElse(inherited);
            attributes.put(path, detail);
            if (property.getValue() instanceof Collection collection
                    && !collection.isInverse()
                    && detail != Detail.NOTHING) {
                collections.put(collection.getRole(), RecordedCollection.of(path, collection, detail));
            }
            if (property.getValue() instanceof Component component && component.getComponentClassName() != null) {
                for (Property part : component.getProperties()) {
                    add(path + ".", part, component.getComponentClass(), detail);
                }
            }
        }
    }

    /** Where Hibernate reads it; and the field and the getter, whichever of the two Hibernate does not look at. */
    private static Stream<AnnotatedElement> members(Property property, Class<?> owner) {
        String name = property.getName();
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Member read = property.isSynthetic() ? null : property.getGetter(owner).getMember();
        Stream<AnnotatedElement> known = read instanceof AnnotatedElement element ? Stream.of(element) : Stream.empty();
        Stream<AnnotatedElement> found = Stream.<Class<?>>iterate(owner, c -> c != null, Class::getSuperclass)
                .flatMap(c -> Stream.concat(
                        Stream.of(c.getDeclaredFields())
                                .filter(field -> field.getName().equals(name)),
                        Stream.of(c.getDeclaredMethods())
                                .filter(method -> method.getParameterCount() == 0)
                                .filter(method -> method.getName().equals("get" + capital)
                                        || method.getName().equals("is" + capital)
                                        || method.getName().equals(name))));
        return Stream.concat(known, found);
    }

    private static Optional<Recorded> mark(AnnotatedElement place) {
        return Optional.ofNullable(place.getAnnotation(Recorded.class));
    }
}
