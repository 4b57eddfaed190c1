package io.tenancy.audit.seal;

import io.tenancy.Actor;
import io.tenancy.audit.json.Json;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.log.LogPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;

/**
 * Takes the values out of events, and leaves the events. A seal stays good: it was made over a digest of the values with a
 * salt of their own, of which the digest stays and the salt goes, so that nobody can guess short values from it. For the
 * owner of the log. Safe for use by several threads.
 */
public final class Erasure {

    private final LogPlace place;

    private Erasure(LogPlace place) {
        this.place = place;
    }

    /** @param place with connections of the owner: no other role may change an event */
    public static Erasure in(LogPlace place) {
        return new Erasure(place);
    }

    /**
     * Erases, and adds an event of kind {@code ERASED} that says who asked, why and how many, all or nothing.
     *
     * @return of how many events; such as are erased already are not counted
     */
    public long erase(String tenant, Subject subject, Actor by) throws SQLException {
        return place.inTransaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
            long events = empty(connection, tenant, subject);
            record(connection, tenant, subject, by, events);
            return events;
        });
    }

    private long empty(Connection connection, String tenant, Subject subject) throws SQLException {
        String sql =
                """
                update %s set erased = %s, before = null, after = null, salt = null
                 where %s = ? and %s and erased is null and kind <> 'ERASED'
                """
                        .formatted(
                                place.name("audit_event"),
                                EventDigest.OF_VALUES,
                                place.tenantColumn().quoted(),
                                subject.kind() == Subject.Kind.ROW ? "entity = ? and entity_id = ?" : "actor = ?");
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, tenant, Types.OTHER);
            if (subject.kind() == Subject.Kind.ROW) {
                update.setString(2, subject.entity());
                update.setString(3, subject.name());
            } else {
                update.setString(2, subject.name());
            }
            return update.executeUpdate();
        }
    }

    private void record(Connection connection, String tenant, Subject subject, Actor by, long events)
            throws SQLException {
        String sql =
                """
                insert into %s (%s, id, kind, entity, entity_id, after, actor_kind, actor, reason, attempt)
                values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, 1)
                """
                        .formatted(
                                place.name("audit_event"), place.tenantColumn().quoted());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, tenant, Types.OTHER);
            insert.setObject(2, UUID.randomUUID());
            insert.setString(3, Kind.ERASED.name());
            insert.setString(4, subject.entity());
            insert.setString(5, subject.name());
            insert.setString(6, Json.write(Map.of("events", events)));
            insert.setString(7, by.kind().name());
            insert.setString(8, by.name());
            insert.setString(9, by.reason());
            insert.executeUpdate();
        }
    }
}
