package io.tenancy.audit.row;

import io.tenancy.audit.Detail;
import io.tenancy.audit.model.RecordedAttribute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;

/**
 * An attribute of a row as the log keeps it, in SQL. Immutable.
 *
 * @param value empty where it is not kept
 */
record RowValue(RecordedAttribute attribute, List<SelectableMapping> columns, Optional<ValueJson> value) {

    RowValue {
        columns = List.copyOf(columns);
    }

    /** Empty if SQL cannot tell what Java would. */
    static Optional<RowValue> of(
            RecordedAttribute attribute, List<SelectableMapping> columns, SessionFactoryImplementor factory) {
        Optional<ValueJson> value = ValueJson.of(attribute.type(), columns, factory);
        boolean told =
                switch (attribute.detail()) {
                    case VALUE -> value.isPresent();
                    case DIGEST -> value.filter(ValueJson::exact).isPresent();
                    case REDACTED, NOTHING -> true;
                };
        return told ? Optional.of(new RowValue(attribute, columns, value)) : Optional.empty();
    }

    /** Name and value as a text in JSON. */
    String member(String row) {
        String name = ValueJson.quoted("\"" + attribute.name() + "\":");
        if (attribute.detail() == Detail.REDACTED) {
            return name + " || '{\"redacted\":true}'";
        }
        String kept = "to_json(" + value.orElseThrow().sql().apply(row) + ")";
        String text = attribute.detail() == Detail.DIGEST
                ? "'{\"sha256\":\"' || encode(sha256(convert_to(" + kept + " #>> '{}', 'UTF8')), 'hex') || '\"}'"
                : kept + "::text";
        return name + " || coalesce(" + text + ", 'null')";
    }

    /** Whether two rows differ in it. */
    String differs(String one, String other) {
        return compared(one) + " is distinct from " + compared(other);
    }

    private String compared(String row) {
        Optional<ValueJson> document = value.filter(ValueJson::document);
        if (document.isPresent()) {
            return document.orElseThrow().sql().apply(row);
        }
        String all = columns.stream()
                .map(column -> row + "." + column.getSelectionExpression())
                .collect(Collectors.joining(", "));
        return columns.size() == 1 ? all : "(" + all + ")";
    }
}
