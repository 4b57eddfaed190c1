package io.tenancy.audit.history;

import io.tenancy.Actor;
import io.tenancy.audit.json.Json;
import io.tenancy.audit.log.Kind;
import io.tenancy.postgres.wall.TenantColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of events, and one event more if there is one. The tenant is asked for by name too: the wall is not the only
 * one to say so, and the index leads with it.
 */
record EventQuery(
        TenantColumn column,
        Object tenant,
        String condition,
        List<?> values,
        Direction direction,
        @Nullable Position from,
        int size) {

    /** The newest first, or the oldest. */
    enum Direction {
        BACK("desc", "<"),
        FORWARD("asc", ">");

        private final String order;
        private final String beyond;

        Direction(String order, String beyond) {
            this.order = order;
            this.beyond = beyond;
        }

        Comparator<Position> comparator() {
            Comparator<Position> oldestFirst =
                    Comparator.comparing(Position::at).thenComparing(Position::seq);
            return this == FORWARD ? oldestFirst : oldestFirst.reversed();
        }

        /** Whether one comes behind another. */
        boolean passes(Position one, Position other) {
            return comparator().compare(one, other) > 0;
        }
    }

    EventQuery from(Position position) {
        return new EventQuery(column, tenant, condition, values, direction, position, size);
    }

    List<AuditEvent> run(Connection connection) throws SQLException {
        String sql =
                """
                select id, at, seq, xid::text as xid, kind, entity, entity_id, before, after,
                       actor_kind, actor, reason, correlation_id, attempt
                  from audit_event
                 where %1$s = ? and %2$s%3$s
                 order by at %4$s, seq %4$s
                 limit %5$d
                """
                        .formatted(
                                column.name().quoted(),
                                condition,
                                from == null ? "" : " and (at, seq) " + direction.beyond + " (?, ?)",
                                direction.order,
                                size + 1);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            int index = 1;
            query.setObject(index++, tenant);
            for (Object value : values) {
                query.setObject(index++, value instanceof Instant at ? Timestamp.from(at) : value);
            }
            if (from != null) {
                query.setTimestamp(index++, Timestamp.from(from.at()));
                query.setLong(index, from.seq());
            }
            try (ResultSet rows = query.executeQuery()) {
                var events = new ArrayList<AuditEvent>();
                while (rows.next()) {
                    events.add(read(rows));
                }
                return events;
            }
        }
    }

    private static AuditEvent read(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getLong("seq"),
                row.getString("xid"),
                Kind.valueOf(row.getString("kind")),
                row.getString("entity"),
                row.getString("entity_id"),
                values(row.getString("before")),
                values(row.getString("after")),
                new Actor(
                        Actor.Kind.valueOf(row.getString("actor_kind")),
                        row.getString("actor"),
                        row.getString("reason")),
                row.getString("correlation_id"),
                row.getInt("attempt"));
    }

    private static Map<String, @Nullable Object> values(@Nullable String json) {
        return json == null ? Map.of() : Json.readObject(json);
    }
}
