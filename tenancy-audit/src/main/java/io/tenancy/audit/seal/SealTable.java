package io.tenancy.audit.seal;

import io.tenancy.audit.log.LogPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The table of the seals. */
record SealTable(LogPlace place) {

    private static final int LOCK = 0x7365616c;

    /** One sealer at a time; the primary key would keep a second one from forking a chain all the same. */
    void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(?, ?::regclass::oid::int)")) {
            lock.setInt(1, LOCK);
            lock.setString(2, name());
            lock.execute();
        }
    }

    /** The number of the last sealed event of all tenants: nothing below it comes later. */
    long position(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select coalesce(max(last_seq), 0) from " + name());
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    Map<String, Head> heads(Connection connection, Collection<String> tenants) throws SQLException {
        String sql =
                """
                select t.tenant, s.number, s.head from unnest(?::text[]) as t (tenant)
                 cross join lateral (select number, head from %s k where k.tenant = t.tenant
                                      order by number desc limit 1) as s
                """
                        .formatted(name());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", tenants.toArray()));
            var heads = new HashMap<String, Head>();
            for (Head head : read(query)) {
                heads.put(head.tenant(), head);
            }
            return heads;
        }
    }

    List<Head> heads(Connection connection) throws SQLException {
        String sql =
                "select distinct on (tenant) tenant, number, head from " + name() + " order by tenant, number desc";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            return read(query);
        }
    }

    private static List<Head> read(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            var heads = new ArrayList<Head>();
            while (rows.next()) {
                heads.add(new Head(
                        rows.getString(1), rows.getLong(2), HexFormat.of().formatHex(rows.getBytes(3))));
            }
            return heads;
        }
    }

    void add(Connection connection, List<Batch> batches) throws SQLException {
        String sql =
                """
                insert into %s (tenant, number, first_seq, last_seq, events, until, at, entries, previous, head)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
                        .formatted(name());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Batch batch : batches) {
                insert.setString(1, batch.tenant());
                insert.setLong(2, batch.number());
                insert.setLong(3, batch.first());
                insert.setLong(4, batch.last());
                insert.setInt(5, Entry.count(batch.entries()));
                insert.setTimestamp(6, Timestamp.from(batch.until()));
                insert.setTimestamp(7, Timestamp.from(batch.at()));
                insert.setBytes(8, batch.entries());
                insert.setBytes(9, batch.previous());
                insert.setBytes(10, batch.head());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    String name() {
        return place.name("audit_seal");
    }
}
