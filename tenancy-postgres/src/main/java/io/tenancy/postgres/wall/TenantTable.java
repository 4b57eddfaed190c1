package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.util.List;

/**
 * A table that holds rows of tenants: of entities, of collections or of joins. Immutable.
 *
 * @param led whether an index already leads with the tenant column
 */
public record TenantTable(QualifiedName name, TenantColumn column, Kind kind, boolean led) {

    /** How a table stands to others. */
    public enum Kind {
        /** Reached by its own name. */
        TABLE,
        /** A partition: reached through its parent, from which columns, checks and indexes come. */
        PARTITION,
        /** Rows are added and read, never changed: what has a trigger named {@code tenancy_append_only}. */
        LOG
    }

    /**
     * A table that the catalog was not asked about; an index is made unless one of that name exists.
     *
     * @throws IllegalArgumentException if a name breaks the rule of {@link Identifier}
     */
    public static TenantTable of(String schema, String table, TenantColumn column) {
        return new TenantTable(QualifiedName.of(schema, table), column, Kind.TABLE, false);
    }

    boolean isPartition() {
        return kind == Kind.PARTITION;
    }

    /** The table in SQL. */
    String quoted() {
        return name.quoted();
    }

    /**
     * The column is filled with the bound tenant where a statement does not name it: Hibernate maps collection and join
     * tables without it, native SQL forgets it. Without a bound tenant nothing can be written.
     */
    List<String> stamp(TenantSetting setting) {
        String alter =
                "alter table " + quoted() + " alter column " + column.name().quoted();
        return List.of(alter + " set default " + setting.bound(column.type()), alter + " set not null");
    }
}
