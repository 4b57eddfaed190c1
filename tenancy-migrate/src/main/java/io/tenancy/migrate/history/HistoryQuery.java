package io.tenancy.migrate.history;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Literal;
import io.tenancy.postgres.schema.QualifiedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The histories of many schemas of one database: one query of the catalog, and one for each few hundred histories.
 *
 * <p>Rows and columns are separated by control characters, which no name of a script has: texts are compared as a whole,
 * and in a fleet nearly all are equal.
 */
final class HistoryQuery {

    /** So many tables in one query: each takes two locks, of about 6 400 that a server has. */
    private static final int BATCH = 400;

    private static final String CATALOG =
            """
            select n.nspname, h.oid is not null
              from unnest(?) as wanted (schema)
              join pg_catalog.pg_namespace n on n.nspname = wanted.schema
              left join pg_catalog.pg_class h on h.relnamespace = n.oid and h.relname = ? and h.relkind in ('r', 'p')""";

    private static final String ONE =
            """
            select %s, string_agg(concat_ws(E'\\x1f', coalesce(version, E'\\x02'), description, type, script,
                   coalesce(checksum::text, E'\\x02'), success), E'\\x1e' order by installed_rank) from %s""";

    private final Connection connection;
    private final String table;

    HistoryQuery(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    /** By schema; a schema that is not there has no entry. */
    Map<String, Found> read(Collection<String> schemas) throws SQLException {
        var found = new HashMap<String, Found>();
        var histories = new ArrayList<String>();
        try (PreparedStatement query = connection.prepareStatement(CATALOG)) {
            query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            query.setString(2, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), new Found(true, null));
                    if (rows.getBoolean(2)) {
                        histories.add(rows.getString(1));
                    }
                }
            }
        }
        for (int from = 0; from < histories.size(); from += BATCH) {
            readBatch(histories.subList(from, Math.min(from + BATCH, histories.size())), found);
        }
        return found;
    }

    private void readBatch(List<String> schemas, Map<String, Found> found) throws SQLException {
        String sql = schemas.stream()
                .map(schema -> ONE.formatted(
                        new Literal(schema).quoted(),
                        new QualifiedName(Identifier.of(schema), Identifier.of(table)).quoted()))
                .collect(Collectors.joining("\nunion all "));
        var known = new HashMap<String, String>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    @Nullable String text = rows.getString(2);
                    String kept = text == null ? "" : known.computeIfAbsent(text, same -> same);
                    found.put(rows.getString(1), new Found(true, kept));
                }
            }
        }
    }
}
