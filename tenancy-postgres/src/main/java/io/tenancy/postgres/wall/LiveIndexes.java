package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Indexes of a table whose rows are deleted softly. A unique key among living rows cannot be a constraint: a value is
 * free again when its row is deleted. Immutable.
 */
public record LiveIndexes(QualifiedName table, Identifier tenant, List<String> statements) {

    private static final Identifier DELETED_AT = Identifier.of("deleted_at");
    private static final Identifier OPERATION = Identifier.of("delete_operation");

    public LiveIndexes {
        statements = List.copyOf(statements);
    }

    /** The two that restoring and the retention need: by operation, and by the time of the deletion. */
    public static LiveIndexes of(QualifiedName table, TenantColumn tenant) {
        var none = new LiveIndexes(table, tenant.name(), List.of());
        return none.with("index", "operation", List.of(OPERATION), "is not null")
                .with("index", "deleted", List.of(DELETED_AT), "is not null");
    }

    /** The same with a unique key over living rows. */
    public LiveIndexes withUnique(String... columns) {
        return with("unique index", "live", identifiers(columns), "is null");
    }

    /** The same with an index over living rows, which stays small however many are deleted. */
    public LiveIndexes withIndex(String... columns) {
        return with("index", "live", identifiers(columns), "is null");
    }

    public Ddl ddl() {
        return Ddl.section("indexes of the soft-deleted " + table, statements);
    }

    private LiveIndexes with(String kind, String what, List<Identifier> columns, String condition) {
        var led = Stream.concat(Stream.of(tenant), columns.stream()).toList();
        String plain = led.stream().map(Identifier::toString).collect(Collectors.joining("_"));
        Identifier name = Identifier.generated(
                table.name() + "_" + columns.get(0) + "_" + what, table + "." + plain + "." + kind + "." + what);
        String columnList = led.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
        var all = new ArrayList<>(statements);
        all.add("create " + kind + " if not exists " + name.quoted() + " on " + table.quoted() + " (" + columnList
                + ") where " + DELETED_AT.quoted() + " " + condition);
        return new LiveIndexes(table, tenant, all);
    }

    private static List<Identifier> identifiers(String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("Index refused: expected a column at least, found none.");
        }
        return Stream.of(columns).map(Identifier::of).toList();
    }
}
