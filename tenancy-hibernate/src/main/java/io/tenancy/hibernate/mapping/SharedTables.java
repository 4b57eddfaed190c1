package io.tenancy.hibernate.mapping;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

/** The tables of entities that belong to no tenant, with their collections. */
final class SharedTables {

    private SharedTables() {}

    static Set<String> in(Metadata metadata, Set<String> tenantEntities) {
        var tables = new HashSet<String>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            if (!tenantEntities.contains(entity.getEntityName())) {
                entity.getTableClosure().forEach(table -> tables.add(name(table)));
                for (Join join : entity.getJoinClosure()) {
                    tables.add(name(join.getTable()));
                }
            }
        }
        for (Collection collection : metadata.getCollectionBindings()) {
            // Of one to many, the table is that of the elements.
            if (!collection.isOneToMany() && !tenantEntities.contains(collection.getOwnerEntityName())) {
                tables.add(name(collection.getCollectionTable()));
            }
        }
        return tables;
    }

    /** PostgreSQL folds what is not quoted. */
    private static String name(Table table) {
        return table.isQuoted() ? table.getName() : table.getName().toLowerCase(Locale.ROOT);
    }
}
