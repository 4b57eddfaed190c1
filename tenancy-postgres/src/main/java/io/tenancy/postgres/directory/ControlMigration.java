package io.tenancy.postgres.directory;

import io.tenancy.refusal.DirectoryUnavailableException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** The only class that knows Flyway, which is not there in every service. */
final class ControlMigration {

    private ControlMigration() {}

    static void run(DataSource source) {
        FluentConfiguration configuration = Flyway.configure(ControlMigration.class.getClassLoader())
                .dataSource(source)
                .defaultSchema("tenancy")
                .schemas("tenancy")
                .table("control_history")
                .locations("classpath:META-INF/tenancy/control")
                .failOnMissingLocations(true)
                .placeholderReplacement(false)
                .group(true);
        // Otherwise Flyway commits a script and its history row on two connections, and a crash between the two leaves
        // a schema that no later run can migrate.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        try {
            configuration.load().migrate();
        } catch (FlywayException e) {
            throw new DirectoryUnavailableException(null, "the control schema was not migrated: " + explain(e), e);
        }
    }

    /** Flyway's own text of an SQL error is a page. */
    private static String explain(FlywayException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException sql ? ControlFailure.explain(sql) : String.valueOf(failure.getMessage());
    }
}
