package io.tenancy.audit.row;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/**
 * The id of an entity as the log has it, a text. Immutable.
 *
 * @param parts by their names, in whichever order they are mapped; of an id without parts the one without a name
 */
record IdJson(Map<String, ValueJson> parts) {

    /** Empty if only Java can write it so. */
    static Optional<IdJson> of(EntityPersister persister, List<SelectableMapping> columns) {
        SessionFactoryImplementor factory = persister.getFactory();
        Type type = persister.getIdentifierType();
        var parts = new TreeMap<String, ValueJson>();
        if (!(type instanceof CompositeType composite)) {
            ValueJson.of(type, columns, factory).ifPresent(value -> parts.put("", value));
            return parts.isEmpty() ? Optional.empty() : Optional.of(new IdJson(parts));
        }
        int from = 0;
        for (int i = 0; i < composite.getPropertyNames().length; i++) {
            Type part = composite.getSubtypes()[i];
            int to = from + part.getColumnSpan(factory.getRuntimeMetamodels());
            String name = composite.getPropertyNames()[i];
            ValueJson.of(part, columns.subList(from, to), factory).ifPresent(value -> parts.put(name, value));
            from = to;
        }
        return parts.size() == composite.getPropertyNames().length ? Optional.of(new IdJson(parts)) : Optional.empty();
    }

    String text(String row) {
        if (parts.containsKey("")) {
            return parts.get("").text(row);
        }
        return parts.entrySet().stream()
                .map(part -> ValueJson.quoted("\"" + part.getKey() + "\":") + " || to_json("
                        + part.getValue().sql().apply(row) + ")::text")
                .collect(Collectors.joining(" || ',' || ", "'{' || ", " || '}'"));
    }
}
