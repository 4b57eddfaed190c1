package io.tenancy.postgres.directory;

import io.tenancy.postgres.pool.Login;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that holds the control schema, and a login to it. Each connection is a new one, for work that must not
 * meet what somebody else left in a pooled session. Immutable; its text shows neither URL nor password.
 *
 * @param url a JDBC URL of PostgreSQL, without credentials
 */
public record ControlDatabase(String url, Login login) {

    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;

    /** @throws TenancyConfigurationException if the URL is not one of PostgreSQL's driver */
    public ControlDatabase {
        if (Driver.parseURL(url, null) == null) {
            throw new TenancyConfigurationException(
                    "The control database",
                    List.of("the URL is not one of PostgreSQL's driver. Expected jdbc:postgresql://host:port/name."));
        }
    }

    /** @throws TenancyConfigurationException if the URL is not one of PostgreSQL's driver */
    public static ControlDatabase of(String url, Login login) {
        return new ControlDatabase(url, login);
    }

    /** Gives a new connection each time. Where the directory is asked often, use a pool instead. */
    public DataSource dataSource() {
        PGSimpleDataSource source = unhurried();
        source.setSocketTimeout(ANSWER_SECONDS);
        return source;
    }

    Connection open() throws SQLException {
        return dataSource().getConnection();
    }

    /** The same without a limit to how long a statement may take, for migrations. */
    PGSimpleDataSource unhurried() {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setApplicationName("tenancy directory");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(0);
        source.setTcpKeepAlive(true);
        // The detail of an error may hold a row.
        source.setLogServerErrorDetail(false);
        return source;
    }

    @Override
    public String toString() {
        return "control database as " + login;
    }
}
