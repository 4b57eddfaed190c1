package io.tenancy.example.saas.ground;

import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A PostgreSQL, and a way in for whoever makes databases and roles there. Safe for use by several threads. */
public interface Postgres extends AutoCloseable {

    String host();

    int port();

    /** A connection that may make roles and databases. */
    Connection connectAsAdministrator(String database) throws SQLException;

    @Override
    default void close() {}

    default String url(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /** One that the example brings along and stops. */
    static Postgres embedded() {
        return new Embedded(TestServer.start(), true);
    }

    /** One that runs already, and goes on. */
    static Postgres on(TestServer server) {
        return new Embedded(server, false);
    }

    /** Any, with the login of somebody who may make roles and databases; no superuser is needed on PostgreSQL 16 and newer. */
    static Postgres given(String host, int port, String user, String password) {
        return new Given(host, port, user, password);
    }

    /** Of the test kit. */
    record Embedded(TestServer server, boolean stops) implements Postgres {

        @Override
        public String host() {
            return server.host();
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public Connection connectAsAdministrator(String database) throws SQLException {
            return server.connectAsSuperuser(database);
        }

        @Override
        public void close() {
            if (stops) {
                server.close();
            }
        }
    }

    /** Somebody else's. */
    record Given(String host, int port, String user, String password) implements Postgres {

        @Override
        public Connection connectAsAdministrator(String database) throws SQLException {
            var login = new Properties();
            login.setProperty("user", user);
            login.setProperty("password", password);
            return DriverManager.getConnection(url(database), login);
        }

        @Override
        public String toString() {
            return "PostgreSQL at " + host + ":" + port;
        }
    }
}
