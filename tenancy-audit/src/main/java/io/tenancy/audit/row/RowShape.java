package io.tenancy.audit.row;

import io.tenancy.audit.model.RecordedAttribute;
import io.tenancy.audit.model.RecordedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.mutation.EntityTableMapping;

/** What an entity has in one of its tables. Immutable. */
final class RowShape {

    private final RecordedEntity entity;
    private final List<SelectableMapping> keys = new ArrayList<>();
    private final List<RowValue> values = new ArrayList<>();
    private final Optional<IdJson> id;
    private final List<String> problems = new ArrayList<>();

    RowShape(RecordedEntity entity, EntityTableMapping table) {
        this.entity = entity;
        SessionFactoryImplementor factory = entity.persister().getFactory();
        table.getKeyMapping().forEachSelectable((index, column) -> keys.add(column));
        for (RecordedAttribute attribute : entity.attributes()) {
            add(attribute, table.getTableName(), factory);
        }
        id = IdJson.of(entity.persister(), keys);
        if (id.isEmpty()) {
            problems.add("The id of " + entity.name()
                    + " is of a type that only Java can write as the log has it. Write it through entities.");
        }
    }

    private void add(RecordedAttribute attribute, String table, SessionFactoryImplementor factory) {
        var columns = new ArrayList<SelectableMapping>();
        attribute.mapping(entity.persister()).forEachSelectable((index, column) -> columns.add(column));
        if (columns.isEmpty() || !columns.get(0).getContainingTableExpression().equals(table)) {
            return;
        }
        RowValue.of(attribute, columns, factory)
                .ifPresentOrElse(
                        values::add,
                        () -> problems.add("Attribute " + entity.name() + "." + attribute.name()
                                + " is of a type or mapping whose " + attribute.detail()
                                + " only Java can tell. Write it through entities, or mark it @Recorded(Detail.REDACTED)"
                                + " or NOTHING."));
    }

    RecordedEntity entity() {
        return entity;
    }

    List<RowValue> values() {
        return values;
    }

    List<String> keys() {
        return keys.stream().map(SelectableMapping::getSelectionExpression).toList();
    }

    List<String> problems() {
        return problems;
    }

    String id(String row) {
        return id.orElseThrow().text(row);
    }
}
