package io.tenancy.testkit.junit;

import io.tenancy.testkit.driver.Interference;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.statement.Kind;
import io.tenancy.testkit.statement.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** The races and failures that were ordered and did not happen yet. Safe for use by several threads. */
final class Rivals implements Interference {

    private final TestDatabase database;
    private final List<Race> races = new ArrayList<>();
    private int failures;
    private boolean cycleMade;

    private record Race(String table, Rival rival) {

        boolean isFor(SqlStatement statement) {
            return statement.does(Kind.UPDATE, table) || statement.does(Kind.DELETE, table);
        }
    }

    Rivals(TestDatabase database) {
        this.database = database;
    }

    synchronized void expectRace(String table, Rival rival) {
        races.add(new Race(table, rival));
    }

    synchronized void expectFailures(int count) {
        if (!cycleMade) {
            database.executeAsSuperuser(SerializationCycle.PREPARE);
            cycleMade = true;
        }
        failures += count;
    }

    @Override
    public synchronized void beforeTransaction(Connection connection) throws SQLException {
        if (failures > 0) {
            try (var statement = connection.createStatement()) {
                statement.execute("set transaction isolation level serializable");
            }
        }
    }

    @Override
    public synchronized void beforeStatements(List<SqlStatement> statements) throws SQLException {
        for (Iterator<Race> all = races.iterator(); all.hasNext(); ) {
            Race race = all.next();
            if (statements.stream().anyMatch(race::isFor)) {
                all.remove();
                win(race);
            }
        }
    }

    @Override
    public synchronized void beforeCommit(Connection connection) throws SQLException {
        var driver = connection.unwrap(BaseConnection.class);
        if (failures > 0 && driver.getTransactionState() == TransactionState.OPEN) {
            failures--;
            new SerializationCycle(database).doom(connection);
        }
    }

    private void win(Race race) throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Where the app has locked the row, there is no race to lose, and both would wait for ever.
            statement.execute("set lock_timeout = '10s'");
            race.rival().write(connection);
            try (var rows = statement.executeQuery("select pg_current_xact_id_if_assigned() is null")) {
                rows.next();
                if (rows.getBoolean(1)) {
                    throw new AssertionError(
                            "The rival for table '" + race.table() + "' wrote nothing, so there was no race.");
                }
            }
            connection.commit();
        }
    }

    synchronized void end() {
        if (cycleMade) {
            database.executeAsSuperuser(SerializationCycle.REMOVE);
        }
        var missing = new ArrayList<String>();
        races.forEach(race -> missing.add("no UPDATE or DELETE of table '" + race.table() + "' came"));
        if (failures > 0) {
            missing.add(failures + " commits that were to fail did not come");
        }
        if (!missing.isEmpty()) {
            throw new AssertionError("The conflict did not happen, so this test shows nothing: "
                    + String.join("; ", missing) + ". Order it before the transaction begins.");
        }
    }
}
