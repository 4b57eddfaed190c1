package io.tenancy.testkit.leak;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.statement.Fingerprint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sessions of a database that sit in a transaction and do nothing. */
final class OpenTransactions {

    private static final String FIND =
            """
            select pid, usename, application_name, left(query, 1000)
              from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()
               and state like 'idle in transaction%'
             order by pid""";

    private static final String SESSION = "Session %d of database %s (user '%s', application '%s') is idle in"
            + " transaction; its last statement: %s. Commit or roll back, then give the connection back.";

    private final TestDatabase database;

    OpenTransactions(TestDatabase database) {
        this.database = database;
    }

    List<String> describe() throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(FIND)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(SESSION.formatted(
                        rows.getInt(1),
                        database.name(),
                        rows.getString(2),
                        rows.getString(3),
                        Fingerprint.of(rows.getString(4))));
            }
            return found;
        }
    }

    /** Ends them, so that the next test neither waits for their locks nor is blamed for them. */
    void end() throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid, 5000) from (" + FIND + ") as found");
        }
    }
}
