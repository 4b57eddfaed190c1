package io.tenancy.audit.log;

import io.tenancy.TenantId;
import io.tenancy.audit.json.Json;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Changes into the log, by one statement. The columns that it leaves out are the database's to fill. */
public final class EventInsert {

    public static final String SQL =
            """
            insert into audit_event (id, kind, entity, entity_id, before, after,
                                     actor_kind, actor, reason, correlation_id, attempt, salt)
            select u.id, u.kind, u.entity, u.entity_id, u.before::jsonb, u.after::jsonb, ?, ?, ?, ?, ?, u.salt
              from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[])
                   as u (id, kind, entity, entity_id, before, after, salt)
            """;

    private static final SecureRandom RANDOM = new SecureRandom();

    private EventInsert() {}

    /** @param ids gives the ids of the events, each greater than the last */
    public static void run(Connection connection, Origin origin, List<Change> changes, Supplier<?> ids)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SQL)) {
            insert.setString(1, origin.actor().kind().name());
            insert.setString(2, origin.actor().name());
            insert.setString(3, origin.actor().reason());
            insert.setString(4, origin.correlationId());
            insert.setInt(5, origin.attempt());
            bind(insert, 6, changes, change -> ids.get().toString());
            bind(insert, 7, changes, change -> change.kind().name());
            bind(insert, 8, changes, Change::entity);
            bind(insert, 9, changes, Change::id);
            try (var json = new Json.Series()) {
                bind(insert, 10, changes, change -> json(json, change.before()));
                bind(insert, 11, changes, change -> json(json, change.after()));
            }
            bindSalts(insert, 12, changes.size());
            insert.executeUpdate();
        }
    }

    /** One for the owner, who is bound to no tenant. */
    public static void run(
            Connection connection, LogPlace place, TenantId tenant, Origin origin, Change change, UUID id)
            throws SQLException {
        String sql =
                """
                insert into %s (%s, id, kind, entity, entity_id, before, after,
                                actor_kind, actor, reason, correlation_id, attempt)
                values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?)
                """
                        .formatted(
                                place.name("audit_event"), place.tenantColumn().quoted());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, tenant.value(), Types.OTHER);
            insert.setObject(2, id);
            insert.setString(3, change.kind().name());
            insert.setString(4, change.entity());
            insert.setString(5, change.id());
            insert.setString(6, json(change.before()));
            insert.setString(7, json(change.after()));
            insert.setString(8, origin.actor().kind().name());
            insert.setString(9, origin.actor().name());
            insert.setString(10, origin.actor().reason());
            insert.setString(11, origin.correlationId());
            insert.setInt(12, origin.attempt());
            insert.executeUpdate();
        }
    }

    private static @Nullable String json(Json.Series json, @Nullable Map<String, @Nullable Object> values) {
        return values == null ? null : json.write(values);
    }

    /** Asked for at once: PostgreSQL goes to the system's random numbers for each. */
    private static void bindSalts(PreparedStatement insert, int index, int count) throws SQLException {
        var random = new byte[count * 2 * Long.BYTES];
        RANDOM.nextBytes(random);
        var bits = ByteBuffer.wrap(random);
        var salts = new UUID[count];
        for (int i = 0; i < count; i++) {
            salts[i] = new UUID(bits.getLong(), bits.getLong());
        }
        insert.setArray(index, insert.getConnection().createArrayOf("uuid", salts));
    }

    private static @Nullable String json(@Nullable Map<String, @Nullable Object> values) {
        return values == null ? null : Json.write(values);
    }

    private static void bind(
            PreparedStatement insert, int index, List<Change> changes, Function<Change, @Nullable String> text)
            throws SQLException {
        // Of texts: such an array goes to the server as it is, without quotes and escapes.
        var values = new @Nullable String[changes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = text.apply(changes.get(i));
        }
        insert.setArray(index, insert.getConnection().createArrayOf("text", values));
    }
}
