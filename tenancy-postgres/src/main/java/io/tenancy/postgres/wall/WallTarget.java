package io.tenancy.postgres.wall;

import io.tenancy.TenantId;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whose tables a session works on: what {@link WallFunctions} have to know before they put up a wall. A fleet's migration
 * tells it by itself; who runs such a script otherwise, in a test for example, tells it first. Immutable.
 *
 * @param tenant null for tables that tenants share
 * @param user the role that uses the tables: the application's, or that of an own schema; null if it is not known, and
 *     the functions refuse to work then
 * @param app the application's role; null if it is not known
 * @param operator null if there is none
 */
public record WallTarget(
        Kind kind,
        @Nullable TenantId tenant,
        @Nullable Identifier user,
        @Nullable Identifier app,
        @Nullable Identifier operator) {

    private static final String TELL =
            """
            select set_config('tenancy.target', jsonb_strip_nulls(jsonb_build_object('placement', ?::text,
                     'tenant', ?::text, 'user', ?::text, 'app', ?::text, 'operator', ?::text))::text, false)""";

    /** The placement, as the functions call it. */
    public enum Kind {
        ROWS,
        SCHEMA,
        DATABASE
    }

    /** @throws IllegalArgumentException if shared tables have a tenant, or others have none */
    public WallTarget {
        if ((kind == Kind.ROWS) != (tenant == null)) {
            throw new IllegalArgumentException(
                    "Target of walls refused: found tenant " + tenant + " for tables of kind " + kind
                            + "; expected one for an own schema or database, and none for shared rows.");
        }
    }

    /** Tables that tenants share. */
    public static WallTarget sharedRows(Roles roles) {
        return new WallTarget(Kind.ROWS, null, roles.app(), roles.app(), roles.operator());
    }

    /** Tables in the schema of one tenant. */
    public static WallTarget ownSchema(TenantSchema schema, TenantId tenant) {
        Roles roles = schema.roles();
        return new WallTarget(Kind.SCHEMA, tenant, schema.role().name(), roles.app(), roles.operator());
    }

    /** Tables in the database of one tenant. */
    public static WallTarget ownDatabase(TenantId tenant, Roles roles) {
        return new WallTarget(Kind.DATABASE, tenant, roles.app(), roles.app(), roles.operator());
    }

    /** Tells the session, until it ends. */
    public void tell(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TELL)) {
            statement.setString(1, placement());
            statement.setString(2, tenant == null ? null : tenant.value());
            statement.setString(3, name(user));
            statement.setString(4, name(app));
            statement.setString(5, name(operator));
            statement.execute();
        }
    }

    private static @Nullable String name(@Nullable Identifier role) {
        return role == null ? null : role.name();
    }

    private String placement() {
        return switch (kind) {
            case ROWS -> "rows";
            case SCHEMA -> "schema";
            case DATABASE -> "database";
        };
    }
}
