package io.tenancy.testkit.probe.model;

import io.tenancy.testkit.probe.witness.Ownership;
import jakarta.persistence.metamodel.PluralAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * A collection of a tenant's entity.
 *
 * @param element the entity of its elements, if they are entities that belong to tenants
 */
public record CollectionModel(CollectionPersister persister, EntityModel entity, @Nullable EntityModel element)
        implements Subject {

    @Override
    public String name() {
        return entity.name() + "." + path();
    }

    /** The attribute of the owner, through embeddables if need be. */
    public String path() {
        return persister
                .getRole()
                .substring(persister.getOwnerEntityPersister().getEntityName().length() + 1);
    }

    public @Nullable Object read(Object owner) {
        return entity.persister().getPropertyValue(owner, path());
    }

    private PluralAttributeMapping mapping() {
        return persister.getAttributeMapping();
    }

    /** The table of its rows, which for one-to-many is the table of its elements. */
    public String table() {
        return mapping().getKeyDescriptor().getKeyTable();
    }

    /** Whether its rows are in a table of their own, rather than in that of its elements. */
    public boolean hasOwnTable() {
        return mapping().getSeparateCollectionTable() != null;
    }

    /** Whether the owner's id is what its rows point at. */
    public boolean pointsAtId() {
        return mapping().getKeyDescriptor().getTargetPart().isEntityIdentifierMapping();
    }

    public List<String> keyColumns() {
        var columns = new ArrayList<String>();
        mapping().getKeyDescriptor().visitKeySelectables((i, column) -> columns.add(column.getSelectionExpression()));
        return columns;
    }

    /** {@code a = ? and b = ?} */
    public String byKey() {
        return EntityModel.matching(keyColumns());
    }

    public List<String> elementColumns() {
        return columns(mapping().getElementDescriptor());
    }

    private CollectionClassification kind() {
        return mapping().getMappedType().getCollectionSemantics().getCollectionClassification();
    }

    public boolean isMap() {
        return kind().toJpaClassification() == PluralAttribute.CollectionType.MAP;
    }

    /** The columns that make two rows of one owner different elements in Java; none if any two are. */
    public List<String> tellingColumns() {
        return switch (kind()) {
            case SET, SORTED_SET, ORDERED_SET -> elementColumns();
            case LIST, MAP, SORTED_MAP, ORDERED_MAP, ARRAY ->
                columns(Objects.requireNonNull(mapping().getIndexDescriptor(), "an indexed collection has an index"));
            case BAG, ID_BAG -> List.of();
        };
    }

    private static List<String> columns(ModelPart part) {
        var columns = new ArrayList<String>();
        part.forEachSelectable((index, column) -> columns.add(column.getSelectionExpression()));
        return columns;
    }

    Optional<Ownership> findOwnership() {
        return hasOwnTable() && pointsAtId() ? Optional.of(entity.ownership(table(), keyColumns())) : Optional.empty();
    }
}
