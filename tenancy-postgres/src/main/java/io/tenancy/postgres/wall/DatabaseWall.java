package io.tenancy.postgres.wall;

import io.tenancy.TenantId;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Roles;
import java.util.ArrayList;
import java.util.List;

/**
 * The wall of a database that one tenant has for itself: only its own login, the owner and the operator may connect, and
 * a check in each table names the tenant. Immutable.
 *
 * <p>A login is kept to its database only if every other database of the cluster has revoked CONNECT from PUBLIC, as
 * this wall does for its own; {@code postgres} and the templates are the administrator's to close.
 *
 * @param roles the {@code app} role is the tenant's own login, used for no other tenant
 */
public record DatabaseWall(
        List<TenantTable> tables, Identifier database, TenantId tenant, Roles roles, TenantSetting setting)
        implements Wall {

    public DatabaseWall {
        tables = List.copyOf(tables);
        tables.forEach(table -> table.column().requireFits(tenant));
    }

    /**
     * The wall around a database with these tables.
     *
     * @throws UnfitTenantIdException if a tenant column cannot hold the tenant's id
     */
    public static DatabaseWall over(List<TenantTable> tables, String database, TenantId tenant, Roles roles) {
        return new DatabaseWall(tables, Identifier.of(database), tenant, roles, TenantSetting.DEFAULT);
    }

    /** The same with another setting. */
    public DatabaseWall withSetting(TenantSetting other) {
        return new DatabaseWall(tables, database, tenant, roles, other);
    }

    @Override
    public Ddl ddl() {
        var grants = new Grants(roles.app(), roles);
        var check = new TenantCheck(tenant, setting);
        Ddl ddl = connect();
        for (Identifier schema : Grants.schemasOf(tables)) {
            ddl = ddl.then(grants.onSchema(schema));
        }
        for (TenantTable table : tables) {
            var statements = new ArrayList<>(check.on(table));
            statements.addAll(grants.on(table));
            ddl = ddl.then(Ddl.section("database wall of " + table.name(), statements));
        }
        for (Identifier schema : Grants.schemasOf(tables)) {
            ddl = ddl.then(grants.onSequences(schema));
        }
        return ddl;
    }

    private Ddl connect() {
        String name = database.quoted();
        return Ddl.section(
                "database " + database,
                List.of(
                        "revoke all on database " + name + " from public, "
                                + roles.app().quoted(),
                        "grant connect on database " + name + " to "
                                + roles.owner().quoted() + ", " + roles.app().quoted() + ", "
                                + roles.operator().quoted()));
    }
}
