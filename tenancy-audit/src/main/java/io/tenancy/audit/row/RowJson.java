package io.tenancy.audit.row;

import io.tenancy.audit.model.RecordedEntity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as the log has them, as expressions of SQL over the name of a row, such as {@code old}: the same as
 * Hibernate's events give, but for what other tables hold. One evaluates it for each row, so that it is made of texts, which
 * cost half of what {@code jsonb_build_object} and the removal of keys do. Immutable.
 */
public final class RowJson {

    /** PostgreSQL takes no more than 100 arguments. */
    private static final int ARGUMENTS = 90;

    private final String table;
    private final @Nullable String discriminator;
    private final Map<String, RowShape> shapes;
    private final boolean alone;

    /**
     * @param shapes by the discriminator's value in SQL; the only one where there is no discriminator
     * @param alone whether other tables have nothing of these rows
     */
    RowJson(String table, @Nullable String discriminator, Map<String, RowShape> shapes, boolean alone) {
        this.alone = alone;
        this.table = table;
        this.discriminator = discriminator;
        // In the same order everywhere: texts made of it are compared.
        this.shapes = Collections.unmodifiableMap(new TreeMap<>(shapes));
    }

    /** As the database names it. */
    public String table() {
        return table;
    }

    /** A sentence for each attribute that SQL cannot tell as Java does; with one, nothing here is to be used. */
    public List<String> problems() {
        return shapes.values().stream()
                .flatMap(shape -> shape.problems().stream())
                .sorted()
                .toList();
    }

    /** False if rows of other tables, of secondary ones or of entities below, are parts of the same entities. */
    public boolean isAlone() {
        return alone;
    }

    /** The entity as HQL has it; of several, one. */
    public RecordedEntity entity() {
        return shapes.values().iterator().next().entity();
    }

    /** The columns of the id, as they stand in SQL. */
    public List<String> keys() {
        return shapes.values().iterator().next().keys();
    }

    /** The entity as HQL has it, a text; null if such a row is not recorded. */
    public String entity(String row) {
        return byShape(row, shape -> ValueJson.quoted(shape.entity().name()));
    }

    /** The id as the log has it, a text. */
    public String id(String row) {
        return shapes.values().iterator().next().id(row);
    }

    /** All that is kept, as {@code jsonb}. */
    public String whole(String row) {
        return byShape(row, shape -> object(shape.values().stream().map(value -> value.member(row))));
    }

    /** What is kept of a row where it differs from another, as {@code jsonb}; null where it does not. */
    public String differing(String row, String from) {
        return byShape(
                row,
                shape -> object(shape.values().stream()
                        .map(value ->
                                "case when " + value.differs(row, from) + " then " + value.member(row) + " end")));
    }

    private String byShape(String row, Function<RowShape, String> expression) {
        if (discriminator == null) {
            return expression.apply(shapes.values().iterator().next());
        }
        return shapes.entrySet().stream()
                .map(shape -> " when " + shape.getKey() + " then " + expression.apply(shape.getValue()))
                .collect(Collectors.joining("", "case " + row + "." + discriminator, " end"));
    }

    private static String object(Stream<String> members) {
        return "nullif('{' || " + joined(members.toList()) + " || '}', '{}')::jsonb";
    }

    private static String joined(List<String> members) {
        if (members.size() <= ARGUMENTS) {
            return members.isEmpty() ? "''" : "concat_ws(',', " + String.join(", ", members) + ")";
        }
        var groups = new ArrayList<String>();
        for (int from = 0; from < members.size(); from += ARGUMENTS) {
            groups.add("nullif(" + joined(members.subList(from, Math.min(from + ARGUMENTS, members.size()))) + ", '')");
        }
        return joined(groups);
    }
}
