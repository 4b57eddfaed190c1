package io.tenancy.audit.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Up to which number the events of a log are settled: each of them is committed or will never be. Safe for use by several
 * threads.
 *
 * <p>A number is taken when an event is written, not when it is committed, so a larger one can be seen before a smaller one.
 * But whoever takes a number has an id of its transaction by then. So the last number taken at some moment is settled once
 * every transaction that had an id at that moment has ended. See decision 031 for why the ids themselves are no order.
 */
public final class SettledEvents {

    private static final int MARKS_AT_MOST = 64;

    /** @param horizon the first id of a transaction that nobody had */
    private record Mark(long number, long horizon) {}

    private final LogPlace place;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long settled;

    public SettledEvents(LogPlace place) {
        this.place = place;
    }

    /**
     * The last settled number as far as this object knows: it looks now, and finds settled what it saw when it looked
     * before and whoever was at work then is not any more. On a server where nobody writes, all there is.
     *
     * @param connection in auto-commit, since each look needs a snapshot of its own
     */
    public synchronized long upTo(Connection connection) throws SQLException {
        long last = lastNumber(connection);
        if (last < settled) {
            // The server went back in time, such as to a backup.
            marks.clear();
            settled = 0;
        }
        // After the number, never before: else a transaction could come in between and take a smaller one.
        try (PreparedStatement query = connection.prepareStatement(
                        "select pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text from pg_current_snapshot() as s");
                ResultSet row = query.executeQuery()) {
            row.next();
            long oldest = Long.parseUnsignedLong(row.getString(1));
            mark(new Mark(last, Long.parseUnsignedLong(row.getString(2))));
            while (!marks.isEmpty() && Long.compareUnsigned(marks.getFirst().horizon(), oldest) <= 0) {
                settled = Math.max(settled, marks.removeFirst().number());
            }
        }
        return settled;
    }

    private void mark(Mark mark) {
        if (mark.number() > settled
                && marks.size() < MARKS_AT_MOST
                && (marks.isEmpty() || marks.getLast().number() < mark.number())) {
            marks.addLast(mark);
        }
    }

    private long lastNumber(Connection connection) throws SQLException {
        String sql = "select case when is_called then last_value else 0 end from " + place.name("audit_event_seq");
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
