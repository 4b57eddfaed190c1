package io.tenancy.postgres.directory;

import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The schema {@code tenancy} on one server, which holds what is known of all tenants. */
public final class ControlSchema {

    private ControlSchema() {}

    /**
     * Makes the control schema, or brings it up to date, and sets the rights of its roles. Several may call it at once;
     * a call with nothing to do changes nothing. For a deployment or the start of a small service.
     *
     * <p>Needs Flyway: {@code org.flywaydb:flyway-core} and {@code org.flywaydb:flyway-database-postgresql}.
     *
     * @param owner a direct connection, not through a pooler, as the role that shall own the schema
     * @throws TenancyConfigurationException if Flyway is missing
     * @throws DirectoryUnavailableException if the database cannot be reached or a script fails
     */
    public static void migrate(ControlDatabase owner, ControlRoles roles) {
        try {
            ControlMigration.run(owner.unhurried());
        } catch (NoClassDefFoundError e) {
            throw new TenancyConfigurationException(
                    "The migration of the control schema",
                    List.of("Flyway is missing (" + e.getMessage() + "). Add org.flywaydb:flyway-core and"
                            + " org.flywaydb:flyway-database-postgresql."));
        }
        try (Connection connection = owner.open()) {
            connection.setAutoCommit(false);
            // Two grants at once on one table fail with "tuple concurrently updated".
            ControlAccess.lock(connection);
            roles.ddl().runOn(connection);
            connection.commit();
        } catch (SQLException e) {
            throw ControlFailure.of(null, e);
        }
    }
}
