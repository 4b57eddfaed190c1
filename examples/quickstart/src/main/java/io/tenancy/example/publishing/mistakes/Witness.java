package io.tenancy.example.publishing.mistakes;

import static java.util.stream.Collectors.joining;

import io.tenancy.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a tenant's rows over a connection of its own, as a role that no wall holds back. Nothing of the library
 * under trial takes part, so its word is worth something.
 */
public final class Witness {

    private static final String TABLES =
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where n.nspname = ? and c.relkind = 'r'
            order by 1
            """;

    private static final String HASH_OF_TABLE =
            """
            select '%1$s', count(*), coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '')
            from %1$s t where tenant_id = ?
            """;

    /** Opens connections of a role that no wall holds back. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    /** What the tenant has in one table: how many rows, and a hash over all that they hold. */
    public record Testimony(String table, long rows, String hash) {}

    private final Connections superuser;
    private final String schema;
    private final TenantId tenant;

    /** @param schema the name of the schema in which the tenant's tables are */
    public Witness(Connections superuser, String schema, TenantId tenant) {
        this.superuser = superuser;
        this.schema = schema;
        this.tenant = tenant;
    }

    /** @throws IllegalStateException if there is no table to look at */
    public List<Testimony> testify() throws SQLException {
        try (var connection = superuser.open()) {
            List<String> tables = tables(connection);
            if (tables.isEmpty()) {
                throw new IllegalStateException("Witness sees no table in schema '" + schema
                        + "': expected those of tenant '" + tenant + "'. Correct the schema or the database.");
            }
            return testify(connection, tables);
        }
    }

    private List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var select = connection.prepareStatement(TABLES)) {
            select.setString(1, schema);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    private List<Testimony> testify(Connection connection, List<String> quotedTables) throws SQLException {
        String sql = quotedTables.stream().map(HASH_OF_TABLE::formatted).collect(joining(" union all "));
        var seen = new ArrayList<Testimony>();
        try (var select = connection.prepareStatement(sql)) {
            for (int i = 1; i <= quotedTables.size(); i++) {
                select.setString(i, tenant.value());
            }
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    seen.add(new Testimony(rows.getString(1), rows.getLong(2), rows.getString(3)));
                }
            }
        }
        return seen;
    }
}
