package io.tenancy.migrate.target;

import io.tenancy.SchemaName;
import io.tenancy.refusal.ServerUnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.PGProperty;

/** Opens connections as the owner, new ones each time, since no script may meet what another left in a session. */
public record OwnerConnections(MigrationServer server) {

    private static final String CONNECT_SECONDS = "10";

    /**
     * A connection whose search path is this schema and nothing else.
     *
     * <p>Not by a data source of the driver: its address names every setting, and Flyway looks for passwords in the
     * address with a pattern whose time grows with the square of the length, 200 ms for each target.
     */
    public Connection open(SchemaName path) throws SQLException {
        return DriverManager.getConnection(server.server().url(), properties(path));
    }

    /** @throws ServerUnavailableException if the server refuses */
    public Connection require(SchemaName path) {
        try {
            return open(path);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Gives such a connection each time, a new one. */
    public DataSource dataSource(SchemaName path) {
        return new OpeningDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return open(path);
            }
        };
    }

    private Properties properties(SchemaName path) {
        var properties = new Properties();
        properties.putAll(server.server().driverProperties());
        PGProperty.USER.set(properties, server.owner().user());
        PGProperty.PASSWORD.set(properties, server.owner().password());
        PGProperty.APPLICATION_NAME.set(properties, "tenancy migrate");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, 0);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // The detail of an error may hold a row.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        // Without quotes, which a schema's name never needs: Flyway compares the setting with the name, and adds to the
        // path unless they are equal.
        PGProperty.CURRENT_SCHEMA.set(properties, path.value());
        return properties;
    }

    /** What an error on the way to the server means. */
    public ServerUnavailableException unavailable(SQLException failure) {
        return new ServerUnavailableException(
                server.name(),
                String.valueOf(failure.getMessage()) + " (" + failure.getSQLState()
                        + ") Check address, database and the login of the owner.",
                failure);
    }
}
