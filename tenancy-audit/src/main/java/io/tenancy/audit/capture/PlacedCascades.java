package io.tenancy.audit.capture;

import io.tenancy.Placement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * By place: whose deletes foreign keys take on to rows that events record, unseen by Hibernate. Each place is looked at
 * before the first delete. Safe for use by several threads.
 */
final class PlacedCascades {

    /** From the recorded tables up: a key changes what it refers from, and one that cascades hands on what it was handed. */
    private static final String QUERY =
            """
            with recursive reached (key, parent) as (
              select k.oid, k.confrelid
                from unnest(?::text[]) as name join pg_constraint k on k.conrelid = to_regclass(quote_ident(name))
               where k.contype = 'f' and k.confdeltype in ('c', 'n', 'd')
              union
              select k.oid, k.confrelid
                from reached r join pg_constraint k on k.conrelid = r.parent
               where k.contype = 'f' and k.confdeltype = 'c')
            select p.relname, c.relname, k.confrelid::regclass::text, k.conrelid::regclass::text,
                   (select string_agg(format('c.%I = p.%I', one.attname, other.attname), ' and ')
                      from unnest(k.conkey, k.confkey) as pair (one, other)
                      join pg_attribute one on one.attrelid = k.conrelid and one.attnum = pair.one
                      join pg_attribute other on other.attrelid = k.confrelid and other.attnum = pair.other)
              from reached r join pg_constraint k on k.oid = r.key
              join pg_class p on p.oid = k.confrelid join pg_class c on c.oid = k.conrelid
            """;

    /**
     * A table whose rows go or change along.
     *
     * @param question whether it has such rows, but for the condition on the row that goes
     */
    record Reach(String table, String question) {

        boolean isReached(EntityPersister persister, Object id, SharedSessionContractImplementor session) {
            String of = Arrays.stream(persister.getIdentifierColumnNames())
                    .map(column -> "p." + column + " = ?")
                    .collect(Collectors.joining(" and ", "", ")"));
            // What was removed before may still be waiting in a batch.
            session.getJdbcCoordinator().executeBatch();
            try (PreparedStatement query = session.getJdbcCoordinator()
                    .getLogicalConnection()
                    .getPhysicalConnection()
                    .prepareStatement(question + of)) {
                persister.getIdentifierType().nullSafeSet(query, id, 1, session);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            } catch (SQLException e) {
                throw session.getJdbcServices()
                        .getSqlExceptionHelper()
                        .convert(e, "Rows that a delete takes along not looked for", question + of);
            }
        }
    }

    private final Capture capture;
    private final Map<Placement, Map<String, Set<Reach>>> byPlace = new ConcurrentHashMap<>();

    PlacedCascades(Capture capture) {
        this.capture = capture;
    }

    /** By table, where foreign keys go on from its deletes, where the session's tenant lives. */
    Map<String, Set<Reach>> of(SharedSessionContractImplementor session) {
        Placement place = Capture.placeOf(session);
        Map<String, Set<Reach>> known = byPlace.get(place);
        if (known == null) {
            // Not within the map, which would make others wait for the server.
            known = read(session);
            byPlace.put(place, known);
        }
        return known;
    }

    private Map<String, Set<Reach>> read(SharedSessionContractImplementor session) {
        try {
            return read(session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection());
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "Foreign keys of recorded tables not looked at");
        }
    }

    private Map<String, Set<Reach>> read(Connection connection) throws SQLException {
        var reached = new HashMap<String, Set<Reach>>();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setArray(1, connection.createArrayOf("text", capture.tables().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    reached.computeIfAbsent(rows.getString(1), parent -> new HashSet<>())
                            .add(new Reach(
                                    rows.getString(2),
                                    "select exists (select 1 from " + rows.getString(3) + " p join " + rows.getString(4)
                                            + " c on " + rows.getString(5) + " where "));
                }
            }
        }
        return reached;
    }
}
