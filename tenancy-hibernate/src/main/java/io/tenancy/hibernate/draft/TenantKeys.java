package io.tenancy.hibernate.draft;

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
            table.getUniqueKeys().values().forEach(key -> lead(key, tenant(table)));
        }
    }

    private static void lead(Constraint key, Column tenant) {
        key.getColumns().remove(tenant);
        key.getColumns().add(0, tenant);
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
