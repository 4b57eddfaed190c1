package io.tenancy.hibernate.draft;

import io.tenancy.hibernate.mapping.EntityModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/** The tables of the entity model: those of tenants, collections and joins included, and those of nobody. */
final class ModelTables {

    private final List<Table> tables;
    private final Set<String> shared;
    private final String tenantColumn;

    ModelTables(Metadata metadata, EntityModel model) {
        this.tables = metadata.collectTableMappings().stream()
                .filter(Table::isPhysicalTable)
                .toList();
        this.shared = model.sharedTables();
        this.tenantColumn = model.tenantColumn();
    }

    List<Table> ofTenants() {
        return tables.stream().filter(table -> !shared.contains(name(table))).toList();
    }

    List<Table> ofNobody() {
        return tables.stream().filter(table -> shared.contains(name(table))).toList();
    }

    boolean isOfTenants(Table table) {
        return tables.contains(table) && !shared.contains(name(table));
    }

    Optional<Column> findTenantColumn(Table table) {
        return table.getColumns().stream()
                .filter(column -> folded(column.getName(), column.isQuoted()).equals(tenantColumn))
                .findFirst();
    }

    static String name(Table table) {
        return folded(table.getName(), table.isQuoted());
    }

    /** PostgreSQL folds what is not quoted. */
    private static String folded(String name, boolean quoted) {
        return quoted ? name : name.toLowerCase(Locale.ROOT);
    }
}
