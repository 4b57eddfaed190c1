package io.tenancy.testkit.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A database for one test or one test class, with three roles of its own: {@code owner} owns it, {@code app} and
 * {@code operator} may connect and nothing else. Schema {@code public} is closed to all three, and none may bypass
 * row-level security. Safe for use by several threads.
 */
public final class TestDatabase implements AutoCloseable {

    private final TestServer server;
    private final String name;
    private final Login owner;
    private final Login app;
    private final Login operator;

    private final boolean copy;

    private TestDatabase(TestServer server, String mark) {
        this.server = server;
        this.name = "tenancy_" + mark;
        this.owner = new Login("owner_" + mark, secret());
        this.app = new Login("app_" + mark, secret());
        this.operator = new Login("operator_" + mark, secret());
        this.copy = false;
    }

    private TestDatabase(TestDatabase template) {
        this.server = template.server;
        this.name = "tenancy_" + mark();
        this.owner = template.owner;
        this.app = template.app;
        this.operator = template.operator;
        this.copy = true;
    }

    /** Random, not counted: another JVM may use the same server. */
    private static String mark() {
        return secret().substring(0, 10);
    }

    static TestDatabase create(TestServer server) {
        var database = new TestDatabase(server, mark());
        var statements = new DatabaseStatements(database);
        database.run("postgres", statements.roles(server.majorVersion()));
        database.run("postgres", statements.create());
        database.executeAsSuperuser(statements.close());
        return database;
    }

    /**
     * A database with all that this one holds, for the same roles; its {@link #close} leaves them, so close this one last.
     *
     * @throws IllegalStateException if somebody is connected to this one
     */
    public TestDatabase copy() {
        var made = new TestDatabase(this);
        var statements = new DatabaseStatements(made);
        try (var connection = server.connectAsSuperuser("postgres")) {
            Script.run(connection, statements.copyOf(name));
            Script.run(connection, statements.closeDatabase());
        } catch (SQLException e) {
            throw failed("superuser", "postgres", e);
        }
        return made;
    }

    private static String secret() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public String name() {
        return name;
    }

    /** The address, without credentials. It may carry options already, so give more of them as properties. */
    public String jdbcUrl() {
        return server.url(server.host(), server.port(), name);
    }

    /** The address through a relay that listens on this port of this machine, without credentials. */
    public String jdbcUrl(int port) {
        return server.url("localhost", port, name);
    }

    public TestServer server() {
        return server;
    }

    /** Owns the database; runs migrations. */
    public Login owner() {
        return owner;
    }

    /** The service itself: owns nothing, may connect. On PostgreSQL 15 it inherits nothing from roles granted to it. */
    public Login app() {
        return app;
    }

    /** Works across tenants, by policies of its own. */
    public Login operator() {
        return operator;
    }

    public Connection connectAs(Login login) throws SQLException {
        return server.connect(name, login);
    }

    public Connection connectAsSuperuser() throws SQLException {
        return server.connectAsSuperuser(name);
    }

    /**
     * Runs a script of any number of statements, as one transaction unless it says otherwise.
     *
     * @throws IllegalStateException if it fails; the cause is the server's answer
     */
    public void execute(Login login, String script) {
        try (var connection = connectAs(login)) {
            Script.run(connection, script);
        } catch (SQLException e) {
            throw failed(login.user(), name, e);
        }
    }

    /** As {@link #execute}, by the superuser. */
    public void executeAsSuperuser(String script) {
        run(name, script);
    }

    /** Drops the database, whoever is connected, and unless it is a copy its roles, and roles that were granted to nobody but these. */
    @Override
    public void close() {
        if (server.isClosed()) {
            return;
        }
        try (var connection = server.connectAsSuperuser("postgres")) {
            var removal = new DatabaseRemoval(connection, this);
            removal.dropDatabase();
            if (!copy) {
                removal.dropRoles();
            }
        } catch (SQLException e) {
            throw failed("superuser", "postgres", e);
        }
    }

    private void run(String database, String script) {
        try (var connection = server.connectAsSuperuser(database)) {
            Script.run(connection, script);
        } catch (SQLException e) {
            throw failed("superuser", database, e);
        }
    }

    private IllegalStateException failed(String who, String where, SQLException e) {
        return new IllegalStateException(
                "Script failed as " + who + " in database " + where + " of " + server + ": " + e.getMessage(), e);
    }

    @Override
    public String toString() {
        return "database " + name + " of " + server;
    }
}
