package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys that lead with the tenant column, as clauses for {@code create table} and {@code alter table … add}. Immutable.
 *
 * <p>PostgreSQL checks keys without asking policies: a foreign key on the id alone accepts another tenant's parent, a
 * unique key without the tenant tells that another tenant has the value.
 */
public record CompositeKeys(Identifier tenant) {

    /** What becomes of a child when its parent is deleted. */
    public enum OnDelete {
        /** The parent cannot be deleted while it has children. */
        REFUSE,
        /** The child is deleted too. */
        CASCADE,
        /** The child loses its parent and keeps its tenant. */
        SET_NULL
    }

    public static CompositeKeys of(TenantColumn tenant) {
        return new CompositeKeys(tenant.name());
    }

    /** {@code primary key (tenant, columns…)}. */
    public String primaryKey(String... columns) {
        return "primary key " + led(List.of(columns));
    }

    /** {@code unique (tenant, columns…)}. */
    public String unique(String... columns) {
        return "unique " + led(List.of(columns));
    }

    /** A foreign key of one column beside the tenant. */
    public String foreignKey(String column, QualifiedName parent, String parentColumn, OnDelete onDelete) {
        return foreignKey(List.of(column), parent, List.of(parentColumn), onDelete);
    }

    /**
     * A foreign key of several columns beside the tenant. SET NULL always names its columns: a bare one would empty the
     * tenant column as well.
     *
     * @throws IllegalArgumentException if the two lists are empty or differ in length
     */
    public String foreignKey(
            List<String> columns, QualifiedName parent, List<String> parentColumns, OnDelete onDelete) {
        if (columns.isEmpty() || columns.size() != parentColumns.size()) {
            throw new IllegalArgumentException("Foreign key to '" + parent + "' refused: expected as many columns as"
                    + " the parent's, at least one, found " + columns.size() + " and " + parentColumns.size() + ".");
        }
        String key = "foreign key " + led(columns) + " references " + parent.quoted() + " " + led(parentColumns);
        return key
                + switch (onDelete) {
                    case REFUSE -> "";
                    case CASCADE -> " on delete cascade";
                    case SET_NULL -> " on delete set null (" + quoted(columns.stream()) + ")";
                };
    }

    private String led(List<String> columns) {
        return "(" + quoted(Stream.concat(Stream.of(tenant.name()), columns.stream())) + ")";
    }

    private static String quoted(Stream<String> columns) {
        return columns.map(Identifier::of).map(Identifier::quoted).collect(Collectors.joining(", "));
    }
}
