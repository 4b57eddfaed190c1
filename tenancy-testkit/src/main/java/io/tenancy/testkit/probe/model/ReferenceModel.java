package io.tenancy.testkit.probe.model;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;

/**
 * A reference from a tenant's entity to one that belongs to a tenant too, with its foreign key in the first.
 *
 * @param holder whose attribute it is
 * @param entity what it refers to
 */
public record ReferenceModel(EntityModel holder, ToOneAttributeMapping attribute, EntityModel entity)
        implements Subject {

    @Override
    public String name() {
        return holder.name() + "." + attribute.getAttributeName();
    }

    static boolean isKeyHeldBy(ToOneAttributeMapping attribute) {
        return attribute.getSideNature() == ForeignKeyDescriptor.Nature.KEY && attribute.isReferenceToPrimaryKey();
    }

    public String table() {
        return attribute.getForeignKeyDescriptor().getKeyTable();
    }

    /** {@code a = ? and b = ?} */
    public String byKey() {
        var columns = new ArrayList<String>();
        attribute
                .getForeignKeyDescriptor()
                .visitKeySelectables((index, column) -> columns.add(column.getSelectionExpression()));
        return EntityModel.matching(columns);
    }

    /** The columns by which a row of the holder is found in {@link #table()}. */
    public List<String> holderKey() {
        var columns = new ArrayList<String>();
        holder.persister().forEachTableDetails(details -> {
            if (details.getTableName().equals(table())) {
                details.getKeyDetails().forEachKeyColumn((index, column) -> columns.add(column.getColumnName()));
            }
        });
        return columns;
    }
}
