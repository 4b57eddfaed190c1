package io.tenancy.postgres.wall;

import io.tenancy.testkit.postgres.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Condition;

/** A transaction over plain JDBC, bound by hand as the library's connections are; closing it rolls back. */
final class Sql implements AutoCloseable {

    /** PostgreSQL's own answer to what a wall refuses. */
    static final Condition<Throwable> DENIED = state("42501");

    private final Connection connection;

    private Sql(Connection connection) {
        this.connection = connection;
    }

    static Sql as(TestDatabase database, Login login) throws SQLException {
        Connection connection = database.connectAs(login);
        connection.setAutoCommit(false);
        return new Sql(connection);
    }

    static Condition<Throwable> state(String sqlState) {
        return new Condition<>(
                e -> e instanceof SQLException sql && sqlState.equals(sql.getSQLState()), "SQLState %s", sqlState);
    }

    Sql set(String setting, String value) throws SQLException {
        query("select set_config(?, ?, true)", setting, value);
        return this;
    }

    int update(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** The first column, as text. */
    List<String> query(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private PreparedStatement prepare(String sql, String... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }
}
