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
import java.util.ArrayList;
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
        List<String> values,
        @Nullable Position before,
        int size) {

    List<AuditEvent> run(Connection connection) throws SQLException {
        String sql =
                """
                select id, at, seq, xid::text as xid, kind, entity, entity_id, before, after,
                       actor_kind, actor, reason, correlation_id, attempt
                  from audit_event
                 where %s = ? and %s%s
                 order by at desc, seq desc
                 limit %d
                """
                        .formatted(
                                column.name().quoted(),
                                condition,
                                before == null ? "" : " and (at, seq) < (?, ?)",
                                size + 1);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            int index = 1;
            query.setObject(index++, tenant);
            for (String value : values) {
                query.setString(index++, value);
            }
            if (before != null) {
                query.setTimestamp(index++, Timestamp.from(before.at()));
                query.setLong(index, before.seq());
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
