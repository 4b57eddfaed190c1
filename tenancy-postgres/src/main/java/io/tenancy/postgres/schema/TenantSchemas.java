package io.tenancy.postgres.schema;

import io.tenancy.SchemaName;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Makes and removes the schemas of tenants in one database, each in one transaction, so that a failure leaves nothing
 * half-done. Safe for use by several threads if the data source is.
 *
 * <p>The data source logs in as the owner itself, or as a role that is a member of it. This role needs CREATEROLE (no
 * superuser) and CREATE on the database. On PostgreSQL 16 and newer a role can remove only schemas that it made, since
 * only the creator of a role administers it.
 */
public final class TenantSchemas {

    /** Duplicate schema, duplicate role, and either made by another transaction at the same moment. */
    private static final Set<String> EXISTS = Set.of("42P06", "42710", "23505");

    /** No such schema, no such role. */
    private static final Set<String> MISSING = Set.of("3F000", "42704");

    private final DataSource provisioner;
    private final Roles roles;

    public TenantSchemas(DataSource provisioner, Roles roles) {
        this.provisioner = provisioner;
        this.roles = roles;
    }

    /**
     * Makes an empty schema with its role. Tables that the owner makes in it are open to the role at once; the schema
     * wall then adds the check of the tenant's id to each.
     *
     * @throws SchemaExistsException if the name of the schema or of its role is taken
     * @throws TenancyConfigurationException if a role or a right is missing, with all that is missing
     */
    public TenantSchema create(SchemaName name) throws SQLException {
        return inTransaction(name, "Creation", TenantSchema::creation);
    }

    /**
     * Removes a schema with all that it holds, and its role. What is gone cannot be brought back.
     *
     * @throws SchemaMissingException if the schema or its role does not exist in this database
     * @throws TenancyConfigurationException if a role or a right is missing, with all that is missing
     */
    public void remove(SchemaName name) throws SQLException {
        inTransaction(name, "Removal", TenantSchema::removal);
    }

    private interface Step {
        Ddl of(TenantSchema schema);
    }

    private TenantSchema inTransaction(SchemaName name, String what, Step step) throws SQLException {
        try (Connection connection = provisioner.getConnection()) {
            connection.setAutoCommit(false);
            try {
                TenantSchema schema = TenantSchema.in(connection, name, roles);
                ProvisioningRights.require(connection, schema, what);
                run(step.of(schema), connection, schema);
                connection.commit();
                return schema;
            } catch (SQLException | RuntimeException e) {
                rollbackAfter(e, connection);
                throw e;
            }
        }
    }

    private static void run(Ddl ddl, Connection connection, TenantSchema schema) throws SQLException {
        try {
            ddl.runOn(connection);
        } catch (SQLException e) {
            if (EXISTS.contains(e.getSQLState())) {
                throw new SchemaExistsException(schema, e);
            }
            if (MISSING.contains(e.getSQLState())) {
                throw new SchemaMissingException(schema, e);
            }
            throw e;
        }
    }

    private static void rollbackAfter(Exception cause, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
