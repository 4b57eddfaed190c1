package io.tenancy.postgres.wall;

import io.tenancy.TenantId;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.TenantSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The wall of a schema that one tenant has for itself: only the schema's role may use it, which the application takes
 * for a transaction, and a check in each table names the tenant. No row-level security: it keeps PostgreSQL from using
 * indexes whose operators are not leakproof. Immutable.
 */
public record SchemaWall(List<TenantTable> tables, TenantSchema schema, TenantId tenant, TenantSetting setting)
        implements Wall {

    /** @throws IllegalArgumentException if a table is in another schema */
    public SchemaWall {
        tables = List.copyOf(tables);
        for (TenantTable table : tables) {
            if (!table.name().schema().name().equals(schema.name().value())) {
                throw new IllegalArgumentException("Wall of schema '" + schema.name() + "' refused: table '"
                        + table.name() + "' is in another schema.");
            }
            table.column().requireFits(tenant);
        }
    }

    /**
     * The wall around these tables.
     *
     * @throws UnfitTenantIdException if a tenant column cannot hold the tenant's id
     */
    public static SchemaWall over(List<TenantTable> tables, TenantSchema schema, TenantId tenant) {
        return new SchemaWall(tables, schema, tenant, TenantSetting.DEFAULT);
    }

    /** The same with another setting. */
    public SchemaWall withSetting(TenantSetting other) {
        return new SchemaWall(tables, schema, tenant, other);
    }

    @Override
    public Ddl ddl() {
        var grants = new Grants(schema.role().name(), schema.roles());
        var check = new TenantCheck(tenant, setting);
        Ddl ddl = Grants.withoutTemporaryTables().then(schema.access());
        for (TenantTable table : tables) {
            var statements = new ArrayList<>(check.on(table));
            statements.addAll(grants.on(table));
            ddl = ddl.then(Ddl.section("schema wall of " + table.name(), statements));
        }
        return ddl.then(grants.onSequences(Identifier.of(schema.name().value())));
    }
}
