package io.tenancy.testkit.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** SQL text that reaches the server whole, dollar quotes, braces and all. */
final class Script {

    private Script() {}

    static void run(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text);
        }
    }
}
