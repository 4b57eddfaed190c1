package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables with a tenant column, read from the catalog. */
public final class TenantTables {

    /** Parents stand before their partitions, which take indexes and checks from them. */
    private static final String QUERY =
            """
            select c.relname as name, c.relispartition as partition, format_type(a.atttypid, null) as type,
                   exists (select from pg_trigger g
                            where g.tgrelid = c.oid and g.tgname = 'tenancy_append_only') as log,
                   exists (select from pg_index i
                            where i.indrelid = c.oid and i.indkey[0] = a.attnum
                              and i.indisvalid and i.indpred is null) as led
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
             where n.nspname = ? and a.attname = ? and c.relkind in ('r', 'p')
             order by c.relispartition, c.relname
            """;

    private TenantTables() {}

    /**
     * All tables of a schema that have the tenant column, partitions included, without writing their names down.
     *
     * @throws TenancyConfigurationException if no table has it, or some with a type that no tenant's id goes into
     */
    public static List<TenantTable> in(Connection connection, String schema, String tenantColumn) throws SQLException {
        var tables = new ArrayList<TenantTable>();
        var problems = new ArrayList<String>();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, schema);
            query.setString(2, tenantColumn);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    read(rows, schema, tenantColumn, tables, problems);
                }
            }
        }
        if (tables.isEmpty() && problems.isEmpty()) {
            problems.add("No table of schema '" + schema + "' has a column '" + tenantColumn
                    + "': run the migrations first, or name the right schema.");
        }
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("The wall of schema '" + schema + "'", problems);
        }
        return List.copyOf(tables);
    }

    private static void read(
            ResultSet row, String schema, String column, List<TenantTable> tables, List<String> problems)
            throws SQLException {
        var name = QualifiedName.of(schema, row.getString("name"));
        String type = row.getString("type");
        switch (type) {
            case "text", "character varying" -> tables.add(table(row, name, column, TenantColumn.Type.TEXT));
            case "uuid" -> tables.add(table(row, name, column, TenantColumn.Type.UUID));
            case "bigint" -> tables.add(table(row, name, column, TenantColumn.Type.BIGINT));
            default ->
                problems.add("Column '" + column + "' of table '" + name + "' is " + type
                        + ", expected text, varchar, uuid or bigint: change its type.");
        }
    }

    private static TenantTable table(ResultSet row, QualifiedName name, String column, TenantColumn.Type type)
            throws SQLException {
        return new TenantTable(name, new TenantColumn(Identifier.of(column), type), kind(row), row.getBoolean("led"));
    }

    private static TenantTable.Kind kind(ResultSet row) throws SQLException {
        if (row.getBoolean("partition")) {
            return TenantTable.Kind.PARTITION;
        }
        return row.getBoolean("log") ? TenantTable.Kind.LOG : TenantTable.Kind.TABLE;
    }
}
