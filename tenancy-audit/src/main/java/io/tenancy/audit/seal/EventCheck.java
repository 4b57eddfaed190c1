package io.tenancy.audit.seal;

import io.tenancy.audit.log.LogPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether the events of a tenant are those of its seals. For one pass in one snapshot. */
final class EventCheck {

    private final LogPlace place;
    private final Connection connection;
    private final String tenant;
    private final String found;
    private final Instant keptFrom;
    private long position = Long.MIN_VALUE;
    private long intact;
    private long erased;
    private long dropped;
    private long unsealed;

    EventCheck(LogPlace place, Connection connection, String tenant) throws SQLException {
        this.place = place;
        this.connection = connection;
        this.tenant = tenant;
        // One more than was sealed shows that there are more; all of them might not fit into memory.
        this.found =
                """
                select coalesce(string_agg(entry, ''::bytea order by seq, entry), ''::bytea), count(erased)
                  from (select seq, erased, %s as entry from %s
                         where %s = ? and seq > ? and seq <= ? order by seq limit ?) as event
                """
                        .formatted(
                                EventDigest.entry(place),
                                place.name("audit_event"),
                                place.tenantColumn().quoted());
        this.keptFrom = keptFrom();
    }

    /** @return the first event between the last batch and the end of this one that is not as sealed; null if all are */
    @Nullable
    Flaw examine(byte[] expected) throws SQLException {
        int count = Entry.count(expected);
        long end = Entry.of(expected, count - 1).seq();
        try (PreparedStatement query = connection.prepareStatement(found)) {
            query.setObject(1, tenant, Types.OTHER);
            query.setLong(2, position);
            query.setLong(3, end);
            query.setInt(4, count + 1);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                byte[] there = row.getBytes(1);
                erased += row.getLong(2);
                position = end;
                if (Arrays.equals(there, expected)) {
                    intact += count;
                    return null;
                }
                return firstDifference(expected, there);
            }
        }
    }

    private @Nullable Flaw firstDifference(byte[] batch, byte[] there) {
        int i = 0;
        int j = 0;
        while (i < Entry.count(batch) || j < Entry.count(there)) {
            Entry expected = i < Entry.count(batch) ? Entry.of(batch, i) : null;
            Entry actual = j < Entry.count(there) ? Entry.of(there, j) : null;
            if (expected == null || (actual != null && actual.seq() < expected.seq())) {
                return flaw(Flaw.Kind.INSERTED, actual, "was inserted");
            }
            if (actual == null || expected.seq() < actual.seq()) {
                if (!expected.at().isBefore(keptFrom)) {
                    return flaw(Flaw.Kind.DELETED, expected, "was deleted");
                }
                dropped++;
                i++;
            } else if (Arrays.equals(expected.bytes(), actual.bytes())) {
                intact++;
                i++;
                j++;
            } else {
                return flaw(Flaw.Kind.EDITED, actual, "was changed");
            }
        }
        return null;
    }

    /** Events that no batch holds: younger than the last seal, else they came in later. */
    @Nullable
    Flaw examineRest(long sealedUpTo) throws SQLException {
        String sql =
                """
                select count(*) filter (where seq > ?), min(seq) filter (where seq <= ? or seq > (select last_value from %s))
                  from %s where %s = ? and seq > ?
                """
                        .formatted(
                                place.name("audit_event_seq"),
                                place.name("audit_event"),
                                place.tenantColumn().quoted());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, sealedUpTo);
            query.setLong(2, sealedUpTo);
            query.setObject(3, tenant, Types.OTHER);
            query.setLong(4, position);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                unsealed = row.getLong(1);
                long stranger = row.getLong(2);
                return row.wasNull() ? null : new Flaw(Flaw.Kind.INSERTED, stranger, text(stranger, "was inserted"));
            }
        }
    }

    long intact() {
        return intact;
    }

    long erased() {
        return erased;
    }

    long dropped() {
        return dropped;
    }

    long unsealed() {
        return unsealed;
    }

    private Flaw flaw(Flaw.Kind kind, @Nullable Entry entry, String what) {
        long seq = entry == null ? 0 : entry.seq();
        return new Flaw(kind, seq, text(seq, what));
    }

    private String text(long seq, String what) {
        return "Event " + seq + " of tenant '" + tenant + "' " + what + " after its place was sealed.";
    }

    /** The start of the first month that is there: retention takes months from the start, and nothing else. */
    private Instant keptFrom() throws SQLException {
        String sql =
                """
                select min(to_date(substr(c.relname, 13), 'YYYY_MM'))::timestamp at time zone 'UTC'
                  from pg_inherits i join pg_class c on c.oid = i.inhrelid
                 where i.inhparent = ?::regclass and c.relname ~ '^audit_event_\\d{4}_\\d{2}$'
                """;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, place.name("audit_event"));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getTimestamp(1) == null
                        ? Instant.MIN
                        : row.getTimestamp(1).toInstant();
            }
        }
    }
}
