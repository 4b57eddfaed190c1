package io.tenancy.audit.model;

import io.tenancy.audit.Detail;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A value of an entity that the trail has under a name of its own: an attribute, or a part of an embedded one.
 *
 * @param name the path, such as {@code address.city}
 * @param index the place among the entity's properties
 * @param parts from the property down to the value
 */
public record RecordedAttribute(String name, int index, List<Part> parts, Type type, Detail detail) {

    /** One step down into an embedded value. */
    public record Part(CompositeType type, int index) {}

    public RecordedAttribute {
        parts = List.copyOf(parts);
    }

    /** What it is mapped to. */
    public ModelPart mapping(EntityPersister persister) {
        ModelPart mapping = persister.getAttributeMapping(index);
        for (Part part : parts) {
            mapping = ((EmbeddableValuedModelPart) mapping)
                    .getEmbeddableTypeDescriptor()
                    .getAttributeMapping(part.index());
        }
        return mapping;
    }

    /** The value within an entity's state. */
    @Nullable
    Object in(@Nullable Object[] state, SharedSessionContractImplementor session) {
        Object value = state[index];
        for (Part part : parts) {
            if (value == null) {
                return null;
            }
            value = part.type().getPropertyValue(value, part.index(), session);
        }
        return value;
    }
}
