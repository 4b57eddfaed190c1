package io.tenancy.postgres.pool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a server says about itself and the login that asks. */
record ServerFacts(
        int majorVersion,
        String version,
        String database,
        String login,
        boolean superuser,
        boolean bypassesPolicies,
        int connections) {

    private static final int OLDEST_SERVER = 15;

    private static final String QUESTION =
            """
            select current_setting('server_version_num')::int / 10000, current_setting('server_version'),
                   current_database(), rolname, rolsuper, rolbypassrls,
                   current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                     - coalesce(current_setting('reserved_connections', true), '0')::int
            from pg_catalog.pg_roles where rolname = current_user""";

    static ServerFacts read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUESTION);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The server does not know the role that is connected.");
            }
            return new ServerFacts(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getInt(7));
        }
    }

    /** One sentence for each reason why no tenant may be served through this login. */
    List<String> problems(Server server) {
        var problems = new ArrayList<String>();
        if (majorVersion < OLDEST_SERVER) {
            problems.add(server + ": PostgreSQL " + version + " is too old. Expected " + OLDEST_SERVER + " or newer.");
        }
        if (superuser) {
            problems.add(server + ": login '" + login + "' is a superuser, whom no policy holds. Expected a login made"
                    + " with NOSUPERUSER.");
        }
        if (bypassesPolicies) {
            problems.add(server + ": login '" + login + "' has BYPASSRLS, so no policy holds it. Expected a login made"
                    + " with NOBYPASSRLS.");
        }
        int most = server.findMaximumConnections().orElse(server.maximumPoolSize());
        if (most > connections) {
            problems.add(
                    server + ": may be given " + most + " connections, but has " + connections + " for all its clients"
                            + " (max_connections without those reserved). Lower maximumConnections or maximumPoolSize.");
        }
        return problems;
    }

    /**
     * PostgreSQL before 18 does not report a changed search path to the driver, which would go on to use statements
     * prepared for another schema.
     */
    boolean reportsSearchPath() {
        return majorVersion >= 18;
    }
}
