package io.tenancy.testkit.driver;

import io.tenancy.testkit.postgres.Login;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** Takes the addresses of watched databases before pgjdbc gets them, and leaves it all others. */
final class TestDriver implements Driver {

    private static final org.postgresql.Driver PGJDBC = new org.postgresql.Driver();

    private TestDriver() {}

    /** Only the first that is registered is asked, so pgjdbc has to step behind. */
    static void install() {
        Installed.once();
    }

    static Connection connectUnwatched(String url, Login login) throws SQLException {
        var properties = new Properties();
        PGProperty.USER.set(properties, login.user());
        PGProperty.PASSWORD.set(properties, login.password());
        return connectUnwatched(url, properties);
    }

    private static Connection connectUnwatched(String url, Properties properties) throws SQLException {
        Connection connection = PGJDBC.connect(url, properties);
        if (connection == null) {
            throw new SQLException("Not an address of PostgreSQL: " + url);
        }
        return connection;
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        WatchedDatabase database = find(url, info);
        if (database == null) {
            return null;
        }
        var app = database.database().app();
        boolean asApp = app.user().equals(PGProperty.USER.getOrDefault(info))
                && app.password().equals(PGProperty.PASSWORD.getOrDefault(info));
        return asApp ? AppConnection.open(database, () -> connectUnwatched(url, info)) : connectUnwatched(url, info);
    }

    @Override
    public boolean acceptsURL(String url) {
        return find(url, new Properties()) != null;
    }

    private static @Nullable WatchedDatabase find(String url, Properties info) {
        Properties parsed = url.startsWith("jdbc:postgresql:") ? org.postgresql.Driver.parseURL(url, info) : null;
        return parsed == null ? null : WatchedDatabase.named(PGProperty.PG_DBNAME.getOrDefault(parsed));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return PGJDBC.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return PGJDBC.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return PGJDBC.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return PGJDBC.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return PGJDBC.getParentLogger();
    }

    private static final class Installed {

        static {
            try {
                org.postgresql.Driver.deregister();
                DriverManager.registerDriver(new TestDriver());
                org.postgresql.Driver.register();
            } catch (SQLException e) {
                throw new IllegalStateException("The driver of the test kit cannot be registered before pgjdbc.", e);
            }
        }

        static void once() {}
    }
}
