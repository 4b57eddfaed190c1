package io.tenancy.postgres.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** One tenant's turn on a connection: its words for reading, writing and breaking. */
record Turn(Connection connection, String tenant, long number, Undertaker undertaker) {

    private static final String INSERT = "insert into entry (id, part, writer) values (?, ?, ?)";

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** The tenant's first entry is seen, those that this turn wrote, and nobody else's. */
    void sees(int written) throws SQLException {
        var seen = new ArrayList<String>();
        try (PreparedStatement query =
                connection.prepareStatement("select tenant_id, id, writer from entry where id in (0, ?) order by id")) {
            query.setLong(1, number);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    seen.add(rows.getString(1) + " " + rows.getLong(2) + " by " + rows.getString(3));
                }
            }
        }
        assertThat(seen).isEqualTo(own(written));
    }

    private List<String> own(int written) {
        Stream<String> mine =
                Stream.generate(() -> tenant + " " + number + " by " + tenant).limit(written);
        return Stream.concat(Stream.of(tenant + " 0 by " + tenant), mine).toList();
    }

    /** Leaves it to the binding whose the entry is. */
    void writes(int part) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            fill(insert, part);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    void writesInABatch(int parts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int part = 0; part < parts; part++) {
                fill(insert, part);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(parts).containsOnly(1);
        }
    }

    void writesByPlainStatement() throws SQLException {
        text("insert into entry (id, part, writer) values (" + number + ", 0, '" + tenant + "')");
    }

    private void fill(PreparedStatement insert, int part) throws SQLException {
        insert.setLong(1, number);
        insert.setInt(2, part);
        insert.setString(3, tenant);
    }

    void text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void asksByCall() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{? = call current_setting(?)}")) {
            call.registerOutParameter(1, java.sql.Types.VARCHAR);
            call.setString(2, "tenancy.tenant_id");
            call.execute();
            assertThat(call.getString(1)).isEqualTo(tenant);
        }
    }

    void describesFirst() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select tenant_id from entry")) {
            assertThat(query.getMetaData().getColumnCount()).isEqualTo(1);
        }
    }

    void leavesACursorOpen() throws SQLException {
        PreparedStatement query = connection.prepareStatement(
                "select tenant_id, i from entry, generate_series(1, 9) i" + " where id = 0");
        query.setFetchSize(2);
        ResultSet rows = query.executeQuery();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(tenant);
    }

    /** The server refuses the statement with this SQLState. */
    void fails(String sql, String state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fails(statement, state);
        }
    }

    void outlastsItsTimeout() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_sleep(60)")) {
            statement.setQueryTimeout(1);
            fails(statement, "57014");
        }
    }

    private static void fails(PreparedStatement statement, String state) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(statement::execute)
                .satisfies(failure -> assertThat(failure.getSQLState())
                        .as(failure.getMessage())
                        .isEqualTo(state));
    }

    void killsItsBackend() throws SQLException {
        undertaker.kill(backend());
        assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
    }

    void aborts() throws SQLException {
        connection.abort(Runnable::run);
        assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
    }

    int backend() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }
}
