package io.tenancy.postgres.schema;

import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a role must be allowed before it can make or remove a tenant's schema, checked before anything is done. */
final class ProvisioningRights {

    private static final String QUERY =
            """
            select current_user as me, my.rolcreaterole or my.rolsuper as makes_roles,
                   my.rolinherit or my.rolsuper as inherits,
                   has_database_privilege(current_database(), 'CREATE') as makes_schemas,
                   pg_has_role(owner.oid, 'USAGE') as acts_as_owner,
                   owner.oid is not null as has_owner, app.oid is not null as has_app,
                   operator.oid is not null as has_operator,
                   app.rolinherit as app_inherits, app.rolsuper or app.rolbypassrls as app_bypasses,
                   pg_has_role(app.oid, owner.oid, 'MEMBER') as app_is_owner
              from pg_roles my
              left join pg_roles owner on owner.rolname = ?
              left join pg_roles app on app.rolname = ?
              left join pg_roles operator on operator.rolname = ?
             where my.rolname = current_user
            """;

    private ProvisioningRights() {}

    /** @throws TenancyConfigurationException with everything that is missing */
    static void require(Connection connection, TenantSchema schema, String what) throws SQLException {
        Roles roles = schema.roles();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, roles.owner().name());
            query.setString(2, roles.app().name());
            query.setString(3, roles.operator().name());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                List<String> problems = problems(row, schema);
                if (!problems.isEmpty()) {
                    throw new TenancyConfigurationException(what + " of schema '" + schema.name() + "'", problems);
                }
            }
        }
    }

    private static List<String> problems(ResultSet row, TenantSchema schema) throws SQLException {
        Roles roles = schema.roles();
        String me = "Role '" + row.getString("me") + "'";
        String app = "Role '" + roles.app() + "'";
        var problems = new ArrayList<String>();
        if (!row.getBoolean("makes_roles")) {
            problems.add(me + " may not create roles: alter role … createrole.");
        }
        if (!row.getBoolean("makes_schemas")) {
            problems.add(me + " may not create schemas: grant create on database … to it.");
        }
        if (!row.getBoolean("inherits")) {
            problems.add(me + " is NOINHERIT, so that memberships give it no rights: alter role … inherit.");
        }
        addMissing(problems, row.getBoolean("has_owner"), roles.owner());
        addMissing(problems, row.getBoolean("has_app"), roles.app());
        addMissing(problems, row.getBoolean("has_operator"), roles.operator());
        if (row.getBoolean("has_owner") && !row.getBoolean("acts_as_owner")) {
            problems.add(me + " may not act as '" + roles.owner() + "': grant " + roles.owner() + " to it.");
        }
        if (row.getBoolean("app_bypasses")) {
            problems.add(app + " is SUPERUSER or BYPASSRLS, which no wall stops: take it away.");
        }
        if (row.getBoolean("app_is_owner")) {
            problems.add(app + " is a member of '" + roles.owner() + "' and has its rights: revoke the membership.");
        }
        if (schema.serverMajor() < 16 && row.getBoolean("app_inherits")) {
            problems.add(app + " inherits the rights of every schema's role; PostgreSQL 15 can say so only for the"
                    + " whole login: alter role … noinherit.");
        }
        return problems;
    }

    private static void addMissing(List<String> problems, boolean exists, Identifier role) {
        if (!exists) {
            problems.add("Role '" + role + "' does not exist on the server: create it.");
        }
    }
}
