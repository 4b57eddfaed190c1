package io.tenancy.testkit.probe.witness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The schema in which a tenant's tables are, seen over a connection of its own that no wall holds. Nothing of what is
 * probed takes part. Not safe for use by several threads.
 */
public final class Place implements AutoCloseable {

    /** Error instead of silence if a policy still holds the connection; no waiting for what a probe left open. */
    private static final String SETTINGS =
            """
            set row_security = off;
            set lock_timeout = '10s';
            set application_name = 'tenancy probe witness'
            """;

    private static final String RELATIONS =
            """
            select c.oid, format('%I.%I', n.nspname, c.relname), c.relkind = 'p'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and\s""";

    private static final String COLUMNS =
            """
            select attname, quote_ident(attname), format_type(atttypid, atttypmod), attgenerated <> ''
            from pg_attribute where attrelid = ? and attnum > 0 and not attisdropped order by attnum
            """;

    private final Connection connection;
    private final String schema;
    private final String database;

    private Place(Connection connection, String schema, String database) {
        this.connection = connection;
        this.schema = schema;
        this.database = database;
    }

    /** Gives parameters their values, from the first on. */
    @FunctionalInterface
    public interface Binding {
        void on(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    interface FromRow<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** @throws Exception if there is no connection, or it belongs to a role that a wall could hold */
    public static Place open(Callable<Connection> connections, String schema) throws Exception {
        var connection = connections.call();
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(SETTINGS);
            // Only who may set this may put rows back past triggers and foreign keys.
            statement.execute("set session_replication_role = origin");
            var database = rows(
                    connection,
                    "select system_identifier || '/' || current_database(),"
                            + " set_config('search_path', quote_ident(?), false) from pg_control_system()",
                    bound -> bound.setString(1, schema),
                    row -> row.getString(1));
            return new Place(connection, schema, database.get(0));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public String schema() {
        return schema;
    }

    /** Whether both are in one database, whoever connects and by whatever address. */
    public boolean isInDatabaseOf(Place other) {
        return database.equals(other.database);
    }

    public boolean isSameAs(Place other) {
        return isInDatabaseOf(other) && schema.equals(other.schema);
    }

    /** The tables of the schema. */
    List<Relation> relations() throws SQLException {
        return relations("n.nspname = ? order by 2", bound -> bound.setString(1, schema));
    }

    /** @param expression a table as Hibernate writes it into SQL */
    public Optional<Relation> findRelation(String expression) throws SQLException {
        return relations("c.oid = to_regclass(?)", bound -> bound.setString(1, expression)).stream()
                .findFirst();
    }

    private List<Relation> relations(String condition, Binding binding) throws SQLException {
        var found = rows(
                connection,
                RELATIONS + condition,
                binding,
                row -> new Relation(row.getLong(1), row.getString(2), row.getBoolean(3), List.of()));
        var relations = new ArrayList<Relation>();
        for (Relation relation : found) {
            var columns = rows(
                    connection,
                    COLUMNS,
                    bound -> bound.setLong(1, relation.oid()),
                    row -> new Relation.Column(
                            row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
            relations.add(new Relation(relation.oid(), relation.name(), relation.partitioned(), columns));
        }
        return relations;
    }

    /** The one number that a query gives. */
    public long count(String sql, Binding binding) throws SQLException {
        return rows(sql, binding, row -> row.getLong(1)).get(0);
    }

    <T> List<T> rows(String sql, Binding binding, FromRow<T> mapper) throws SQLException {
        return rows(connection, sql, binding, mapper);
    }

    private static <T> List<T> rows(Connection connection, String sql, Binding binding, FromRow<T> mapper)
            throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            binding.on(select);
            var found = new ArrayList<T>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(mapper.map(rows));
                }
            }
            return found;
        }
    }

    /** Keeps a copy for {@link #putBack}, for as long as the place is open. */
    void save(Relation relation) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "create temp table if not exists " + copyOf(relation) + " as select * from " + relation.from());
        }
    }

    /** Makes these tables what they were when they were saved, past triggers and foreign keys. */
    void putBack(Collection<Relation> relations) throws SQLException {
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica");
            for (Relation relation : relations) {
                String columns = relation.insertable();
                statement.execute("delete from " + relation.from());
                statement.execute("insert into " + relation.name() + " (" + columns
                        + ") overriding system value select " + columns + " from " + copyOf(relation));
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String copyOf(Relation relation) {
        return "pg_temp.probe_saved_" + relation.oid();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
