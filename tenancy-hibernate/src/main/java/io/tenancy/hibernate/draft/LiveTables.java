package io.tenancy.hibernate.draft;

import io.tenancy.postgres.wall.WallFunctions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * The tables of the connection's schema. Immutable.
 *
 * @param walled those behind a wall of any placement
 * @param hasFunctions whether the functions that put up walls are there as this version has them
 */
record LiveTables(Set<String> names, Set<String> walled, boolean hasFunctions) {

    private static final String TABLES =
            """
            select c.relname,
                   exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenancy_app')
                   or exists (select from pg_constraint k where k.conrelid = c.oid and k.conname = 'tenancy_tenant')
              from pg_class c
             where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')""";

    private static final String FUNCTIONS =
            """
            select prosrc from pg_proc
             where pronamespace = current_schema()::regnamespace and proname in ('tenancy_wall', 'tenancy_shared')""";

    static LiveTables read(Connection live) throws SQLException {
        var names = new HashSet<String>();
        var walled = new HashSet<String>();
        try (PreparedStatement query = live.prepareStatement(TABLES);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
                if (rows.getBoolean(2)) {
                    walled.add(rows.getString(1));
                }
            }
        }
        return new LiveTables(Set.copyOf(names), Set.copyOf(walled), hasFunctions(live));
    }

    private static boolean hasFunctions(Connection live) throws SQLException {
        String script = WallFunctions.script();
        int found = 0;
        try (PreparedStatement query = live.prepareStatement(FUNCTIONS);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found += script.contains(rows.getString(1)) ? 1 : 0;
            }
        }
        return found == 2;
    }
}
