package io.tenancy.testkit.postgres;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The server that the environment names. Not ours, so never stopped. */
record GivenServer(String host, int port, String parameters, Login superuser) implements RunningServer {

    private static final String JDBC = "jdbc:";
    private static final String PREFIX = JDBC + "postgresql://";

    static final String URL = "TENANCY_TEST_JDBC_URL";
    static final String USER = "TENANCY_TEST_USER";
    static final String PASSWORD = "TENANCY_TEST_PASSWORD";

    /** @throws IllegalStateException if the address is not one of PostgreSQL's, or the user is missing */
    static Optional<GivenServer> find(Map<String, String> environment) {
        String url = environment.get(URL);
        return url == null || url.isBlank() ? Optional.empty() : Optional.of(parse(url, environment));
    }

    private static GivenServer parse(String url, Map<String, String> environment) {
        if (!url.startsWith(PREFIX)) {
            throw new IllegalStateException(
                    URL + " is not an address of PostgreSQL; expected jdbc:postgresql://host:port/database.");
        }
        String user = environment.get(USER);
        if (user == null) {
            throw new IllegalStateException(URL + " is set but " + USER + " is not; expected a superuser of that server"
                    + " and its password in " + PASSWORD + ".");
        }
        URI address = URI.create(url.substring(JDBC.length()));
        return new GivenServer(
                address.getHost() == null ? "localhost" : address.getHost(),
                address.getPort() < 0 ? 5432 : address.getPort(),
                address.getRawQuery() == null ? "" : "?" + address.getRawQuery(),
                new Login(user, environment.getOrDefault(PASSWORD, "")));
    }

    @Override
    public void stop() {
        throw new IllegalStateException("The server of " + URL + " is not ours to stop. Use TestServer.start().");
    }

    @Override
    public void restart() {
        throw new IllegalStateException("The server of " + URL + " is not ours to start. Use TestServer.start().");
    }

    @Override
    public void close() {}
}
