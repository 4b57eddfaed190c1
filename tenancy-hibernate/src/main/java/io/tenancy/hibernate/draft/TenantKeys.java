package io.tenancy.hibernate.draft;

import io.tenancy.postgres.schema.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Constraint;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;

/**
 * Adds the tenant to tables and keys of a model: PostgreSQL checks keys without asking policies. For use by one thread.
 */
final class TenantKeys {

    private final ModelTables tables;

    TenantKeys(ModelTables tables) {
        this.tables = tables;
    }

    void add() {
        List<Table> ofTenants = tables.ofTenants();
        Optional<Column> known = ofTenants.stream()
                .flatMap(table -> tables.findTenantColumn(table).stream())
                .findFirst();
        if (known.isEmpty()) {
            return;
        }
        for (Table table : ofTenants) {
            if (tables.findTenantColumn(table).isEmpty()) {
                // Collections, joins, joined subclasses: the wall fills the column.
                table.addColumn(known.get().clone());
            }
            tenant(table).setNullable(false);
        }
        // Foreign keys first: they name the columns of the parent's key as they are.
        ofTenants.forEach(table -> table.getForeignKeyCollection().forEach(this::add));
        for (Table table : ofTenants) {
            if (table.getPrimaryKey() != null) {
                lead(table.getPrimaryKey(), tenant(table));
            }
            List.copyOf(table.getColumns()).stream().filter(Column::isUnique).forEach(column -> name(table, column));
            table.getUniqueKeys().values().forEach(key -> lead(key, tenant(table)));
        }
    }

    private static void lead(Constraint key, Column tenant) {
        key.getColumns().remove(tenant);
        key.getColumns().add(0, tenant);
    }

    /** Hibernate would make a key of this column alone. */
    private static void name(Table table, Column column) {
        column.setUnique(false);
        String name = ModelTables.name(table) + "_" + column.getName() + "_key";
        String fitting =
                name.length() < 64 ? name : Identifier.generated(name, name).name();
        table.getOrCreateUniqueKey(fitting).addColumn(column);
    }

    /** At the end: Hibernate takes a key for there if one is whose first column leads to the same table. */
    private void add(ForeignKey key) {
        Table parent = key.getReferencedTable();
        Column tenant = tenant(key.getTable());
        if (!tables.isOfTenants(parent) || !key.isPhysicalConstraint() || key.containsColumn(tenant)) {
            return;
        }
        if (key.isReferenceToPrimaryKey()) {
            key.addReferencedColumns(List.copyOf(parent.getPrimaryKey().getColumns()));
        }
        if (key.getOnDeleteAction() == OnDeleteAction.SET_NULL) {
            // Bare, it would empty the tenant column as well.
            key.setOptions(key.getColumns().stream().map(Column::getName).collect(Collectors.joining(", ", "(", ")")));
        }
        key.addColumn(tenant);
        key.addReferencedColumns(List.of(tenant(parent)));
    }

    private Column tenant(Table table) {
        return tables.findTenantColumn(table).orElseThrow();
    }
}
