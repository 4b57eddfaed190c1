package io.tenancy.audit.row;

import io.tenancy.audit.Detail;
import io.tenancy.audit.model.RecordedCollection;
import io.tenancy.audit.model.RecordedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a collection's table as what goes out of an attribute of their owner, in SQL. Immutable.
 *
 * @param place what an element is known by; null if by nothing
 */
public record CollectionJson(
        RecordedEntity owner,
        RecordedCollection collection,
        IdJson ownerId,
        ValueJson element,
        @Nullable ValueJson place) {

    /** Empty if SQL cannot tell what Java would. */
    static Optional<CollectionJson> of(
            RecordedEntity owner, RecordedCollection collection, CollectionPersister persister) {
        EntityPersister entity = owner.persister();
        var mapping = persister.getAttributeMapping();
        Type indexType = collection.index();
        boolean counted = mapping.getIndexMetadata().getListIndexBase() > 0;
        if (collection.detail() == Detail.DIGEST || counted) {
            return Optional.empty();
        }
        Optional<IdJson> id =
                IdJson.of(entity, columns(mapping.getKeyDescriptor().getKeyPart()));
        Optional<ValueJson> element = value(collection.element(), mapping.getElementDescriptor(), persister);
        Optional<ValueJson> place = indexType == null || mapping.getIndexDescriptor() == null
                ? Optional.empty()
                : value(indexType, mapping.getIndexDescriptor(), persister);
        return id.isPresent() && element.isPresent() && place.isPresent() == (indexType != null)
                ? Optional.of(new CollectionJson(
                        owner, collection, id.orElseThrow(), element.orElseThrow(), place.orElse(null)))
                : Optional.empty();
    }

    private static Optional<ValueJson> value(Type type, ModelPart part, CollectionPersister persister) {
        List<SelectableMapping> columns = columns(part);
        boolean own = columns.stream()
                .allMatch(column -> column.getContainingTableExpression().equals(persister.getTableName()));
        return own ? ValueJson.of(type, columns, persister.getFactory()) : Optional.empty();
    }

    private static List<SelectableMapping> columns(ModelPart part) {
        var columns = new ArrayList<SelectableMapping>();
        part.forEachSelectable((index, column) -> columns.add(column));
        return columns;
    }

    /** What a delete returns of each row: whose it is, the element, and its place. */
    public String returning(String row) {
        return ValueJson.quoted(owner.name()) + " as entity, " + ownerId.text(row) + " as id, to_json("
                + element.sql().apply(row) + ") as element, " + (place == null ? "null::text" : place.text(row))
                + " as place";
    }

    /** Of such rows one for each owner: with what is gone, as {@code jsonb}. */
    public String gone() {
        String elements = place == null ? "jsonb_agg(element)" : "jsonb_object_agg(place, element)";
        String kept = collection.detail() == Detail.REDACTED ? "'{\"redacted\":true}'::jsonb" : elements;
        return "jsonb_build_object(" + ValueJson.quoted(collection.name()) + ", " + kept + ")";
    }
}
