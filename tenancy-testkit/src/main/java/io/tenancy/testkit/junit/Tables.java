package io.tenancy.testkit.junit;

import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a database and what they held at first, which is given back to those that a test dirtied.
 *
 * <p>A table that was empty is dirty if it holds a row. One that held rows is dirty if their number changed, or one of them
 * was written since the test began, as its xmin says. Statistics of the server come too late for that, and neither they nor
 * the statements of the app tell what another role or a trigger wrote.
 */
final class Tables implements AutoCloseable {

    private static final String FIND =
            """
            select format('%I.%I', n.nspname, c.relname),
                   (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
                     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and c.relpersistence <> 't'
               and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
               and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
             order by 1""";

    private final Connection connection;
    private final List<Table> tables;
    private final int marks;

    /** Prepared: to plan it takes longer than to run it. */
    private final PreparedStatement findDirty;

    private long mark;

    /** @param rows how many it held at first, kept in a temporary table */
    private record Table(String name, @Nullable String columns, long rows, String keep) {

        /** With a parameter for the mark, if it held rows. */
        String dirty() {
            return rows == 0
                    ? "exists (select from " + name + ")"
                    : "(select count(*) <> " + rows + " or bool_or(xmin::text::bigint >= ?) from " + name + ")";
        }

        String clean() {
            return "delete from " + name + ";"
                    + (rows == 0
                            ? ""
                            : "insert into %s (%s) overriding system value select %2$s from %s;"
                                    .formatted(name, columns, keep));
        }
    }

    private Tables(Connection connection, List<Table> tables) throws SQLException {
        this.connection = connection;
        this.tables = tables;
        this.marks = (int) tables.stream().filter(table -> table.rows > 0).count();
        this.findDirty = connection.prepareStatement(IntStream.range(0, tables.size())
                .mapToObj(i -> "select " + i + " where " + tables.get(i).dirty())
                .collect(Collectors.joining(" union all ")));
    }

    /** As the database is now, is how it will be after each cleaning. */
    static Tables of(TestDatabase database) throws SQLException {
        Connection connection = database.connectAsSuperuser();
        try {
            // Rows go whatever refers to them, and no trigger fires. Who holds a lock after the test must not hang the
            // rest.
            execute(connection, "set session_replication_role = replica; set lock_timeout = '30s'");
            return new Tables(connection, find(connection));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static List<Table> find(Connection connection) throws SQLException {
        var found = new ArrayList<Table>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(FIND)) {
            while (rows.next()) {
                String name = rows.getString(1);
                long count = ask(connection, "select count(*) from " + name);
                String keep = "pg_temp.kept_" + found.size();
                if (count > 0) {
                    execute(connection, "create temporary table " + keep.substring(8) + " as table " + name);
                }
                found.add(new Table(name, rows.getString(2), count, keep));
            }
        }
        return found;
    }

    /** A test begins. */
    void mark() throws SQLException {
        // The counter of transactions without its epoch, as xmin has it.
        mark = ask(connection, "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint & 4294967295");
    }

    /** A test ended; gives back what was there. */
    void clean() throws SQLException {
        List<Table> dirty = findDirty();
        if (!dirty.isEmpty()) {
            var script = new StringBuilder();
            dirty.forEach(table -> script.append(table.clean()));
            execute(connection, script.toString());
        }
    }

    private List<Table> findDirty() throws SQLException {
        var found = new ArrayList<Table>();
        if (!tables.isEmpty()) {
            for (int i = 1; i <= marks; i++) {
                findDirty.setLong(i, mark);
            }
            try (var rows = findDirty.executeQuery()) {
                while (rows.next()) {
                    found.add(tables.get(rows.getInt(1)));
                }
            }
        }
        return found;
    }

    private static long ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String script) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
