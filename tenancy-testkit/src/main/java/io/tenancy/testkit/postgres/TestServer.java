package io.tenancy.testkit.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A PostgreSQL for tests. It comes from, in this order: the environment ({@code TENANCY_TEST_JDBC_URL}, with a superuser
 * in {@code TENANCY_TEST_USER} and {@code TENANCY_TEST_PASSWORD}; for {@link #shared()} only), Docker where an engine
 * answers, the PostgreSQL binaries on the class path.
 *
 * <p>The system property {@code test.postgres.version} names the version of the container, such as {@code 18} or
 * {@code 18.6.0}; of the binaries, the version of the artifact decides. A server of ours trades safety of the data for
 * speed ({@code fsync=off} and the like). Safe for use by several threads.
 */
public final class TestServer implements AutoCloseable {

    private static final String VERSION = "test.postgres.version";
    private static final String DEFAULT_VERSION = "18";

    private final RunningServer running;
    private volatile boolean closed;
    private final int majorVersion;

    private TestServer(RunningServer running) {
        this.running = running;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "tenancy-test-server-exit"));
        this.majorVersion = askVersion();
    }

    /** The server that all tests of this JVM share, started on first use and stopped when the JVM ends. */
    public static TestServer shared() {
        return Shared.SERVER;
    }

    /** A server of its own, which the caller closes. */
    public static TestServer start() {
        return start(Map.of());
    }

    /** A server of its own with these settings on top, which the caller closes. */
    public static TestServer start(Map<String, String> settings) {
        return new TestServer(startOurs(settings));
    }

    /**
     * A server of its own that can be copied by {@link #startReplica()}, from the binaries on the class path even where
     * Docker answers; the caller closes it.
     */
    public static TestServer startPrimary() {
        return new TestServer(EmbeddedServer.start(ServerSettings.with(Map.of())));
    }

    /**
     * A streaming replica of this server, which is restarted for it; the caller closes it, before this one.
     *
     * @throws IllegalStateException if this is no {@link #startPrimary() primary}
     */
    public TestServer startReplica() {
        if (running instanceof EmbeddedServer embedded) {
            return new TestServer(embedded.startReplica());
        }
        throw new IllegalStateException(this + " cannot be copied. Start it by TestServer.startPrimary().");
    }

    private static RunningServer startOurs(Map<String, String> settings) {
        var all = ServerSettings.with(settings);
        return DockerEngine.answers() ? ContainerServer.start(wantedVersion(), all) : EmbeddedServer.start(all);
    }

    private static int wantedVersion() {
        return Integer.parseInt(System.getProperty(VERSION, DEFAULT_VERSION).replaceFirst("\\..*", ""));
    }

    private int askVersion() {
        try (var connection = connectAsSuperuser("postgres")) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            close();
            throw new IllegalStateException(
                    "No connection as " + running.superuser().user() + " to " + this + ": " + e.getMessage(), e);
        }
    }

    public String host() {
        return running.host();
    }

    public int port() {
        return running.port();
    }

    public int majorVersion() {
        return majorVersion;
    }

    public Connection connectAsSuperuser(String database) throws SQLException {
        return connect(database, running.superuser());
    }

    /** A new, empty database with roles of its own. */
    public TestDatabase createDatabase() {
        return TestDatabase.create(this);
    }

    /**
     * Stops the server: every client is disconnected at once and nobody gets in. What was committed is kept for
     * {@link #restart()}.
     *
     * @throws IllegalStateException if the server comes from the environment
     */
    public void stop() {
        running.stop();
    }

    /**
     * Starts the server again, on the same port and with the same data; if it runs, it is stopped first.
     *
     * @throws IllegalStateException if the server comes from the environment
     */
    public void restart() {
        running.restart();
    }

    /** Stops the server and removes its data, unless it comes from the environment. A second close does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            running.close();
        }
    }

    boolean isClosed() {
        return closed;
    }

    Connection connect(String database, Login login) throws SQLException {
        return DriverManager.getConnection(url(host(), port(), database), login.user(), login.password());
    }

    String url(String host, int port, String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + running.parameters();
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + host() + ":" + port();
    }

    private static final class Shared {

        static final TestServer SERVER = new TestServer(
                GivenServer.find(System.getenv()).map(RunningServer.class::cast).orElseGet(() -> startOurs(Map.of())));
    }
}
