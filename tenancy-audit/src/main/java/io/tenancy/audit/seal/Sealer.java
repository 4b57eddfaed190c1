package io.tenancy.audit.seal;

import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.log.SettledEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seals what was written to a log: no part of any write, but a job of its own that runs once in a while, on as many nodes as
 * you like, one at a time. Safe for use by several threads. Keep the object: what it saw last time tells it what is settled.
 */
public final class Sealer {

    private static final int WINDOW = 5_000;

    private final LogPlace place;
    private final HeadSink sink;
    private final int window;
    private final SettledEvents settled;
    private final SealTable table;

    private Sealer(LogPlace place, HeadSink sink, int window) {
        this.place = place;
        this.sink = sink;
        this.window = window;
        this.settled = new SettledEvents(place);
        this.table = new SealTable(place);
    }

    public static Sealer of(LogPlace place) {
        return new Sealer(place, heads -> {}, WINDOW);
    }

    /** The same, which tells each new head. */
    public Sealer withSink(HeadSink other) {
        return new Sealer(place, other, window);
    }

    /**
     * The same with other batches: of the next so many events of the log, those of one tenant are a batch. Without it, 5000.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Sealer withWindow(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("Window of " + events + " events refused: expected one at least.");
        }
        return new Sealer(place, sink, events);
    }

    /**
     * Seals all settled events, each window in a transaction of its own.
     *
     * @return how many; zero does not mean that none waits, since the youngest may not be settled yet
     */
    public long seal() throws SQLException {
        long end;
        try (Connection connection = place.source().getConnection()) {
            end = settled.upTo(connection);
        }
        long events = 0;
        List<Batch> batches;
        do {
            batches = place.inTransaction(
                    Connection.TRANSACTION_READ_COMMITTED, connection -> sealWindow(connection, end));
            if (!batches.isEmpty()) {
                sink.anchor(batches.stream().map(Batch::named).toList());
            }
            events += batches.stream()
                    .mapToLong(batch -> Entry.count(batch.entries()))
                    .sum();
        } while (!batches.isEmpty());
        return events;
    }

    /** The heads of all tenants that have one. */
    public List<Head> heads() throws SQLException {
        return place.inTransaction(Connection.TRANSACTION_READ_COMMITTED, table::heads);
    }

    private List<Batch> sealWindow(Connection connection, long end) throws SQLException {
        table.lock(connection);
        Map<String, byte[]> entries = entries(connection, table.position(connection), end);
        Map<String, Head> heads = table.heads(connection, entries.keySet());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var batches = new ArrayList<Batch>();
        entries.forEach((tenant, items) -> {
            Head head = heads.get(tenant);
            batches.add(
                    head == null
                            ? new Batch(tenant, 1, now, items, Batch.NOTHING)
                            : new Batch(tenant, head.number() + 1, now, items, head.bytes()));
        });
        table.add(connection, batches);
        return batches;
    }

    private Map<String, byte[]> entries(Connection connection, long start, long end) throws SQLException {
        String sql =
                """
                select tenant, string_agg(entry, ''::bytea order by seq)
                  from (select %s::text as tenant, seq, %s as entry
                          from %s where seq > ? and seq <= ? order by seq limit ?) as event
                 group by tenant order by tenant
                """
                        .formatted(place.tenantColumn().quoted(), EventDigest.entry(place), place.name("audit_event"));
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, start);
            query.setLong(2, end);
            query.setInt(3, window);
            try (ResultSet rows = query.executeQuery()) {
                var found = new LinkedHashMap<String, byte[]>();
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getBytes(2));
                }
                return found;
            }
        }
    }
}
