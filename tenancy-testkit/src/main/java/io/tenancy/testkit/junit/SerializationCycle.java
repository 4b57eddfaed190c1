package io.tenancy.testkit.junit;

import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Two serializable transactions of which each reads what the other writes: once the second has committed, the first
 * cannot. Both do so in a table of their own, so it does not matter what the app's transaction does.
 */
record SerializationCycle(TestDatabase database) {

    static final String PREPARE =
            """
            create schema tenancy_conflict;
            create table tenancy_conflict.mark (id int primary key, times int not null);
            insert into tenancy_conflict.mark values (1, 0), (2, 0);
            grant usage on schema tenancy_conflict to public;
            grant select, update on tenancy_conflict.mark to public""";

    static final String REMOVE = "drop schema tenancy_conflict cascade";

    /** Now its commit fails. */
    void doom(Connection victim) throws SQLException {
        requireSerializable(victim);
        readAndWrite(victim, 1, 2);
        try (Connection rival = database.connectAsSuperuser()) {
            rival.setAutoCommit(false);
            rival.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            readAndWrite(rival, 2, 1);
            rival.commit();
        }
    }

    private static void requireSerializable(Connection victim) throws SQLException {
        try (var statement = victim.createStatement();
                var rows = statement.executeQuery("show transaction_isolation")) {
            rows.next();
            if (!rows.getString(1).equals("serializable")) {
                throw new AssertionError("A commit that is to fail has to be of a SERIALIZABLE transaction; found "
                        + rows.getString(1) + ", set by the code under test or begun before the failure was ordered.");
            }
        }
    }

    private static void readAndWrite(Connection connection, int read, int written) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select times from tenancy_conflict.mark where id = " + read
                    + "; update tenancy_conflict.mark set times = times + 1 where id = " + written);
        }
    }
}
