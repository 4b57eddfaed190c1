package io.tenancy.mutants.suite;

import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** A superuser for the tests of another JVM, on the server of this one. */
record Superuser(TestServer server, String name, String password) {

    static Superuser on(TestServer server) throws SQLException {
        String name = "mutants_" + UUID.randomUUID().toString().replace('-', '_');
        var superuser = new Superuser(server, name, UUID.randomUUID().toString());
        try (Connection connection = server.connectAsSuperuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + name + " login superuser password '" + superuser.password + "'");
        }
        return superuser;
    }

    /** What the test kit looks for. */
    Map<String, String> environment() {
        return Map.of(
                "TENANCY_TEST_JDBC_URL", "jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres",
                "TENANCY_TEST_USER", name,
                "TENANCY_TEST_PASSWORD", password);
    }
}
