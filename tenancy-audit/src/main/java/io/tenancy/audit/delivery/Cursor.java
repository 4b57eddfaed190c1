package io.tenancy.audit.delivery;

import io.tenancy.audit.log.LogPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far a sink is, in the table of deliveries. Each statement is a transaction of its own. */
record Cursor(LogPlace place, String sink, Connection connection) {

    private static final int LOCK = 0x64656c69;

    /** @param offered up to where the sink was given events, whether or not it took them */
    record Position(long seq, long offered) {}

    /** False if somebody else delivers to the sink. The lock ends with the connection at the latest. */
    boolean lock() throws SQLException {
        return ask("select pg_try_advisory_lock(?, hashtext(?))");
    }

    void unlock() throws SQLException {
        ask("select pg_advisory_unlock(?, hashtext(?))");
    }

    private boolean ask(String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, LOCK);
            query.setString(2, place.name("audit_delivery") + sink);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    Position position() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + name() + " (sink) values (?) on conflict do nothing")) {
            insert.setString(1, sink);
            insert.executeUpdate();
        }
        try (PreparedStatement query =
                connection.prepareStatement("select seq, offered from " + name() + " where sink = ?")) {
            query.setString(1, sink);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Position(row.getLong(1), row.getLong(2));
            }
        }
    }

    /** Said before the sink is given them, so that a crash cannot hide that it was. */
    void offer(long seq, int repeated) throws SQLException {
        String sql = "update " + name() + " set offered = greatest(offered, ?), repeated = repeated + ? where sink = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, seq);
            update.setInt(2, repeated);
            update.setString(3, sink);
            update.executeUpdate();
        }
    }

    /** @throws IllegalStateException if somebody else moved it, after this connection lost its lock */
    void advance(long from, long to, int events) throws SQLException {
        String sql =
                """
                update %s set seq = ?, delivered = delivered + ?, at = statement_timestamp() where sink = ? and seq = ?
                """
                        .formatted(name());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, to);
            update.setInt(2, events);
            update.setString(3, sink);
            update.setLong(4, from);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("Sink '" + sink + "': somebody else delivers events after " + from
                        + ". Give deliverers a direct connection, which keeps their lock.");
            }
        }
    }

    private String name() {
        return place.name("audit_delivery");
    }
}
