package io.tenancy.audit.model;

import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.Detail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** An entity on the trail, as its persister knows it. Immutable. */
public final class RecordedEntity {

    private final EntityPersister persister;
    private final CapturedBy by;
    private final List<RecordedAttribute> attributes;
    private final Map<String, RecordedCollection> collections;
    private final Map<String, Detail> guarded = new HashMap<>();

    private RecordedEntity(
            EntityPersister persister,
            CapturedBy by,
            List<RecordedAttribute> attributes,
            Map<String, RecordedCollection> collections) {
        this.persister = persister;
        this.by = by;
        this.attributes = List.copyOf(attributes);
        this.collections = Map.copyOf(collections);
        attributes.forEach(attribute -> guard(attribute.name(), attribute.detail()));
        collections.values().forEach(collection -> guard(collection.name(), collection.detail()));
    }

    private void guard(String name, Detail detail) {
        if (detail != Detail.VALUE) {
            guarded.put(name, detail);
        }
    }

    static RecordedEntity of(EntityPersister persister, Marks marks, Optional<String> tenant) {
        var attributes = new ArrayList<RecordedAttribute>();
        String[] names = persister.getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            if (!tenant.equals(Optional.of(names[i])) && !isFormula(persister.getAttributeMapping(i))) {
                add(attributes, marks, names[i], i, List.of(), persister.getPropertyTypes()[i]);
            }
        }
        return new RecordedEntity(persister, marks.by(), attributes, marks.collections());
    }

    /** What the database computes from the row each time it is read. */
    private static boolean isFormula(AttributeMapping mapping) {
        return mapping instanceof SelectableMapping column && column.isFormula();
    }

    /** Embedded values part by part. */
    private static void add(
            List<RecordedAttribute> to,
            Marks marks,
            String name,
            int index,
            List<RecordedAttribute.Part> parts,
            Type type) {
        if (type instanceof CompositeType composite && !type.isAnyType()) {
            for (int i = 0; i < composite.getPropertyNames().length; i++) {
                var below = new ArrayList<>(parts);
                below.add(new RecordedAttribute.Part(composite, i));
                String path = name + "." + composite.getPropertyNames()[i];
                add(to, marks, path, index, below, composite.getSubtypes()[i]);
            }
        } else if (!type.isCollectionType()) {
            Detail detail = marks.attributes().getOrDefault(name, marks.standard());
            if (detail != Detail.NOTHING) {
                to.add(new RecordedAttribute(name, index, parts, type, detail));
            }
        }
    }

    /** Whether Hibernate's events are what its changes are captured by. */
    public boolean byEvents() {
        return by == CapturedBy.EVENTS;
    }

    public EntityPersister persister() {
        return persister;
    }

    public List<RecordedAttribute> attributes() {
        return attributes;
    }

    /** As HQL has it. */
    public String name() {
        return persister.getImportedName();
    }

    /** What an id is known by: rows of subclasses share those of the root. */
    public String root() {
        return persister.getRootEntityName();
    }

    public String idText(Object id, SharedSessionContractImplementor session) {
        return PlainValue.text(PlainValue.of(persister.getIdentifierType(), id, session));
    }

    /** How much is kept of an attribute or a collection. */
    public Detail detail(String name) {
        return guarded.getOrDefault(name, Detail.VALUE);
    }

    /** Whether there is anything of which less is kept than its values. */
    public boolean isGuarded() {
        return !guarded.isEmpty();
    }

    /** Those with rows of their own, by role. */
    public Collection<RecordedCollection> collections() {
        return collections.values();
    }

    /** @param role as Hibernate names it, such as {@code com.example.Invoice.lines} */
    public Optional<RecordedCollection> findCollection(String role) {
        return Optional.ofNullable(collections.get(role));
    }

    /** The values of a state, by name; what was not loaded is left out. */
    public Map<String, @Nullable Object> values(@Nullable Object[] state, SharedSessionContractImplementor session) {
        return values(state, null, session);
    }

    /**
     * The same without what is the same object in another state: Hibernate keeps a copy of what can change in place.
     *
     * @param other null if there is none
     */
    public Map<String, @Nullable Object> values(
            @Nullable Object[] state, @Nullable Object @Nullable [] other, SharedSessionContractImplementor session) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (RecordedAttribute attribute : attributes) {
            Object value = state[attribute.index()];
            if (value != LazyPropertyInitializer.UNFETCHED_PROPERTY
                    && (other == null || value != other[attribute.index()])) {
                values.put(attribute.name(), PlainValue.of(attribute.type(), attribute.in(state, session), session));
            }
        }
        return values;
    }
}
