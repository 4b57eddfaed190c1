package io.tenancy.audit.row;

import io.tenancy.audit.model.RecordedAttribute;
import io.tenancy.audit.model.RecordedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/** What an entity has in one of its tables. Immutable. */
final class RowShape {

    private final RecordedEntity entity;
    private final List<SelectableMapping> keys = new ArrayList<>();
    private final List<RowValue> values = new ArrayList<>();
    private final Map<String, ValueJson> id = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    RowShape(RecordedEntity entity, EntityTableMapping table) {
        this.entity = entity;
        SessionFactoryImplementor factory = entity.persister().getFactory();
        table.getKeyMapping().forEachSelectable((index, column) -> keys.add(column));
        for (RecordedAttribute attribute : entity.attributes()) {
            add(attribute, table.getTableName(), factory);
        }
        addId(factory);
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

    /** In whichever order the parts are mapped, they are known by their names. */
    private void addId(SessionFactoryImplementor factory) {
        EntityPersister persister = entity.persister();
        Type type = persister.getIdentifierType();
        if (!(type instanceof CompositeType composite)) {
            addPart("", type, keys, factory);
            return;
        }
        int from = 0;
        for (int i = 0; i < composite.getPropertyNames().length; i++) {
            Type part = composite.getSubtypes()[i];
            int to = from + part.getColumnSpan(factory.getRuntimeMetamodels());
            addPart(composite.getPropertyNames()[i], part, keys.subList(from, to), factory);
            from = to;
        }
    }

    private void addPart(String name, Type type, List<SelectableMapping> columns, SessionFactoryImplementor factory) {
        ValueJson.of(type, columns, factory)
                .ifPresentOrElse(
                        part -> id.put(name, part),
                        () -> problems.add(
                                "The id of " + entity.name()
                                        + " is of a type that only Java can write as the log has it. Write it through entities."));
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
        if (id.containsKey("")) {
            return "to_json(" + id.get("").sql().apply(row) + ") #>> '{}'";
        }
        return id.entrySet().stream()
                .map(part -> ValueJson.quoted("\"" + part.getKey() + "\":") + " || to_json("
                        + part.getValue().sql().apply(row) + ")::text")
                .collect(Collectors.joining(" || ',' || ", "'{' || ", " || '}'"));
    }
}
