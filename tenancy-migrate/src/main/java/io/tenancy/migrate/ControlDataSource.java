package io.tenancy.migrate;

import io.tenancy.migrate.target.OpeningDataSource;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.refusal.DirectoryUnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The control database under its short address, for Flyway. */
final class ControlDataSource extends OpeningDataSource {

    private final ControlDatabase control;

    ControlDataSource(ControlDatabase control) {
        this.control = control;
    }

    @Override
    public Connection getConnection() {
        try {
            return DriverManager.getConnection(
                    control.url(), control.login().user(), control.login().password());
        } catch (SQLException e) {
            // Flyway would call it a problem of the scripts.
            throw new DirectoryUnavailableException(null, "no connection: " + e.getMessage(), e);
        }
    }
}
