package io.tenancy.testkit.probe.witness;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table as the catalog knows it.
 *
 * @param name quoted, with its schema
 */
public record Relation(long oid, String name, boolean partitioned, List<Column> columns) {

    /** A column, its name as the catalog has it and as SQL wants it. */
    public record Column(String raw, String quoted, String type, boolean generated) {}

    public Relation {
        columns = List.copyOf(columns);
    }

    /** Its own rows: a table that inherits is a relation of its own. */
    String from() {
        return partitioned ? name : "only " + name;
    }

    /** @param expression a column as Hibernate writes it into SQL: quoted, or in any case */
    public Optional<Column> findColumn(String expression) {
        String raw = expression.startsWith("\"")
                ? expression.substring(1, expression.length() - 1).replace("\"\"", "\"")
                : expression.toLowerCase(Locale.ROOT);
        return columns.stream().filter(column -> column.raw().equals(raw)).findFirst();
    }

    /** All that an insert may name. */
    String insertable() {
        return columns.stream()
                .filter(column -> !column.generated())
                .map(Column::quoted)
                .collect(joining(", "));
    }
}
