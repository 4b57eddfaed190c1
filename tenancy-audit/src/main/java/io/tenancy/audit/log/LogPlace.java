package io.tenancy.audit.log;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A log for those who work on the whole of it: the schema of shared rows with all its tenants, the schema of one tenant, or
 * that of a tenant's own database. Immutable.
 *
 * @param source gives connections of the owner, or of a role that may seal or deliver; never the application's. It goes
 *     straight to the server: a pooler that hands a session's transactions to several servers loses its locks
 * @param tenantColumn the column of the log that names the tenant
 */
public record LogPlace(DataSource source, Identifier schema, Identifier tenantColumn) {

    /** The log in this schema, with the tenant column {@code tenant_id}. */
    public static LogPlace of(DataSource source, String schema) {
        return new LogPlace(source, Identifier.of(schema), Identifier.of("tenant_id"));
    }

    /** The same with another tenant column. */
    public LogPlace withTenantColumn(String name) {
        return new LogPlace(source, schema, Identifier.of(name));
    }

    /** The quoted name of a table or sequence of the log. No search path decides. */
    public String name(String table) {
        return new QualifiedName(schema, Identifier.of(table)).quoted();
    }

    /** A transaction of its own: committed, or rolled back if the work fails. */
    public <R> R inTransaction(int isolation, Work<R> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            int before = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(isolation);
            try {
                R result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setTransactionIsolation(before);
                connection.setAutoCommit(true);
            }
        }
    }

    /** What is done with a connection. */
    public interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    @Override
    public String toString() {
        return "log in schema '" + schema + "'";
    }
}
