package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.row.RowColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the catalog knows of a table where this tenant's rows are. The placement is not asked: it is the table that has
 * row-level security or not. Immutable.
 *
 * @param behindPolicy whether row-level security holds for this login, under which PostgreSQL refuses COPY FROM
 */
record LiveTable(Map<String, Type> types, boolean behindPolicy) {

    private static final String CATALOG =
            """
            select c.name, format_type(a.atttypid, -1), t.typcategory in ('A', 'C'), row_security_active(a.attrelid)
              from unnest(?::text[]) as c (name)
              join pg_attribute a on a.attrelid = ?::regclass and a.attname = (parse_ident(c.name))[1]
              join pg_type t on t.oid = a.atttypid
             where not a.attisdropped""";

    /** @param nested whether its values have parts, so that {@code unnest} would take them apart */
    record Type(String name, boolean nested) {}

    static LiveTable read(Connection connection, String table, List<RowColumn> columns) throws SQLException {
        var types = new HashMap<String, Type>();
        boolean behindPolicy = false;
        try (PreparedStatement query = connection.prepareStatement(CATALOG)) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text", columns.stream().map(RowColumn::name).toArray()));
            query.setString(2, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), new Type(rows.getString(2), rows.getBoolean(3)));
                    behindPolicy = rows.getBoolean(4);
                }
            }
        }
        return new LiveTable(Map.copyOf(types), behindPolicy);
    }

    Type type(RowColumn column) {
        Type type = types.get(column.name());
        if (type == null) {
            throw new IllegalStateException("The mapping has a column " + column.name()
                    + " that the table does not have. Migrate the table, or correct the mapping.");
        }
        return type;
    }
}
