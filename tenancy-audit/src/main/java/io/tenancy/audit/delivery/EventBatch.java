package io.tenancy.audit.delivery;

import io.tenancy.audit.log.LogPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The next events after a number, as PostgreSQL writes them in JSON. */
record EventBatch(LogPlace place, Connection connection) {

    List<Delivered> read(long after, long settled, int size) throws SQLException {
        String sql =
                """
                select tenant, seq, id, at, row_to_json(event)::text as json
                  from (select %1$s::text as tenant, seq, id,
                               to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, xid::text as xid, kind,
                               entity, entity_id as "entityId", before, after, actor_kind as "actorKind", actor, reason,
                               correlation_id as "correlationId", attempt
                          from %2$s where seq > ? and seq <= ? order by seq limit ?) as event
                 order by seq
                """
                        .formatted(place.tenantColumn().quoted(), place.name("audit_event"));
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, after);
            query.setLong(2, settled);
            query.setInt(3, size);
            try (ResultSet rows = query.executeQuery()) {
                var events = new ArrayList<Delivered>();
                while (rows.next()) {
                    events.add(new Delivered(
                            rows.getString("tenant"),
                            rows.getLong("seq"),
                            rows.getObject("id", UUID.class),
                            Instant.parse(rows.getString("at")),
                            rows.getString("json")));
                }
                return events;
            }
        }
    }

    /** When the first event after a number was written, settled or not. */
    Optional<Instant> firstAfter(long seq) throws SQLException {
        String sql = "select at from " + place.name("audit_event") + " where seq > ? order by seq limit 1";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, seq);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
            }
        }
    }
}
