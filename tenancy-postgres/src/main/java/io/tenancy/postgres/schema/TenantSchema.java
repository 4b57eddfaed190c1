package io.tenancy.postgres.schema;

import io.tenancy.SchemaName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema of one tenant with the role that alone may use it: what makes it, opens it to the role and removes it, as
 * reviewable DDL. Immutable.
 *
 * @param serverMajor the major version of PostgreSQL; 15 has no {@code GRANT … WITH INHERIT}
 */
public record TenantSchema(SchemaName name, SchemaRole role, Roles roles, int serverMajor) {

    private static final int FLOOR = 15;
    private static final int GRANT_OPTIONS = 16;

    /** @throws IllegalArgumentException if the server is older than PostgreSQL 15 */
    public TenantSchema {
        if (serverMajor < FLOOR) {
            throw new IllegalArgumentException("Schema '" + name + "' refused: found PostgreSQL " + serverMajor
                    + ", expected " + FLOOR + " or newer.");
        }
    }

    /** The schema in the database of the connection, whether it exists there or not. */
    public static TenantSchema in(Connection connection, SchemaName name, Roles roles) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select current_database()");
                ResultSet row = query.executeQuery()) {
            row.next();
            return new TenantSchema(
                    name,
                    SchemaRole.of(row.getString(1), name),
                    roles,
                    connection.getMetaData().getDatabaseMajorVersion());
        }
    }

    /** Makes schema and role. Never {@code IF NOT EXISTS}: an existing schema is somebody else's. */
    public Ddl creation() {
        var statements = new ArrayList<>(roleStatements());
        statements.add(
                "create schema " + quoted() + " authorization " + roles.owner().quoted());
        return Ddl.section("schema " + name + " and its role", statements).then(access());
    }

    /** Makes the role of a schema that is there already; {@link #access()} then opens the schema to it. */
    public Ddl roleCreation() {
        return Ddl.section("role of schema " + name, roleStatements());
    }

    /** Lets the application take the role, without having its rights before it does. */
    public Ddl membership() {
        return Ddl.section("membership in the role of schema " + name, List.of(membershipStatement()));
    }

    /**
     * Opens the schema to its role, and to the operator for reading; to nobody else. Tables that the owner makes later
     * are open to them as well. Can be run again.
     */
    public Ddl access() {
        String r = role.name().quoted();
        String operator = roles.operator().quoted();
        String later = "alter default privileges for role " + roles.owner().quoted() + " in schema " + quoted();
        return Ddl.section(
                "access to schema " + name,
                List.of(
                        "revoke all on schema " + quoted() + " from public, "
                                + roles.app().quoted(),
                        "grant usage on schema " + quoted() + " to " + r + ", " + operator,
                        later + " grant select, insert, update, delete on tables to " + r,
                        later + " grant usage on sequences to " + r,
                        later + " grant select on tables to " + operator));
    }

    /** Drops the schema with everything in it, then the role with all that was granted to it in this database. */
    public Ddl removal() {
        String r = role.name().quoted();
        return Ddl.section(
                "removal of schema " + name + " and its role",
                List.of(
                        "drop schema " + quoted() + " cascade",
                        // Only who has the privileges of a role may drop what was granted to it.
                        "grant " + r + " to current_user" + (serverMajor < GRANT_OPTIONS ? "" : " with inherit true"),
                        "drop owned by " + r,
                        "drop role " + r));
    }

    private String quoted() {
        return Identifier.of(name.value()).quoted();
    }

    private List<String> roleStatements() {
        String r = role.name().quoted();
        return List.of(
                "create role " + r + " nologin",
                "comment on role " + r + " is " + new Literal("Tenancy: alone may use schema " + name).quoted(),
                membershipStatement());
    }

    private String membershipStatement() {
        return "grant " + role.name().quoted() + " to " + roles.app().quoted()
                + (serverMajor < GRANT_OPTIONS ? "" : " with inherit false, set true");
    }
}
