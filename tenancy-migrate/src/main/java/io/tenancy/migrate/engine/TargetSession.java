package io.tenancy.migrate.engine;

import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.MigrationTarget.Kind;
import io.tenancy.migrate.target.OwnerConnections;
import io.tenancy.postgres.schema.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The one connection on which a target is migrated. It holds the lock of the target until it is closed. For use by one
 * thread.
 *
 * <p>The lock is an advisory one, named by the schema's own number in the catalog, so that no two schemas share one; it
 * ends with the connection, hence with the process.
 */
public final class TargetSession implements AutoCloseable {

    /** "tncy" in ASCII: of all pairs of advisory locks, the migrations'. */
    private static final int LOCKS = 0x746e6379;

    /** Notices within seconds that the migrating process is gone, even in the middle of a long statement. */
    private static final String CHECK_CLIENT = "set client_connection_check_interval = '5s'";

    /** PostgreSQL: invalid parameter value, where the operating system cannot tell. */
    private static final String UNSUPPORTED = "22023";

    private static final String OPEN =
            """
            select pg_try_advisory_lock(?, n.oid::int4), pg_backend_pid(), set_config('lock_timeout', ?, false),
                   set_config('search_path', n.nspname, false), has_schema_privilege(n.oid, 'CREATE'), current_user
              from pg_catalog.pg_namespace n where n.nspname = ?""";

    private static final String EMPTY =
            """

               and not exists (select from pg_catalog.pg_class c where c.relnamespace = n.oid)
               and not exists (select from pg_catalog.pg_type t where t.typnamespace = n.oid)
               and not exists (select from pg_catalog.pg_proc p where p.pronamespace = n.oid)""";

    private final OwnerConnections connections;
    private final MigrationTarget target;
    private final Connection connection;
    private int backend;

    private TargetSession(OwnerConnections connections, MigrationTarget target, Connection connection) {
        this.connections = connections;
        this.target = target;
        this.connection = connection;
    }

    /** @throws HeldTargetException if another session holds the target's lock */
    static TargetSession open(OwnerConnections connections, MigrationTarget target, Duration lockTimeout)
            throws SQLException {
        var session = new TargetSession(connections, target, connections.open(target.schema()));
        try {
            session.prepare(lockTimeout);
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    /** A session on a connection that is the caller's to close. */
    static TargetSession on(Connection connection, OwnerConnections connections, MigrationTarget target) {
        return new TargetSession(connections, target, connection);
    }

    /**
     * Takes the lock of a schema in which there is nothing.
     *
     * @return false if there is something in it, or no such schema
     * @throws HeldTargetException if another session holds the target's lock
     */
    boolean lockEmpty(Duration lockTimeout) throws SQLException {
        return lock(lockTimeout, EMPTY);
    }

    private void prepare(Duration lockTimeout) throws SQLException {
        checkClient();
        if (lock(lockTimeout)) {
            return;
        }
        if (target.kind() == Kind.OWN_SCHEMA) {
            throw new SQLException("There is no " + target + ".", "3F000");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + quoted());
        }
        lock(lockTimeout);
    }

    private void checkClient() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CHECK_CLIENT);
        } catch (SQLException e) {
            if (!UNSUPPORTED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private boolean lock(Duration lockTimeout) throws SQLException {
        return lock(lockTimeout, "");
    }

    private boolean lock(Duration lockTimeout, String condition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN + condition)) {
            statement.setInt(1, LOCKS);
            statement.setString(2, lockTimeout.toMillis() + "ms");
            statement.setString(3, target.schema().value());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                if (!row.getBoolean(1)) {
                    throw new HeldTargetException(target);
                }
                if (!row.getBoolean(5)) {
                    // Flyway would try ten times, a second apart, to make its history.
                    throw new SQLException(
                            "permission denied for schema " + target.schema() + ": login '" + row.getString(6)
                                    + "' may create nothing in it. Name the owner's login, or grant create.",
                            "42501");
                }
                backend = row.getInt(2);
            }
        }
        TargetFacts.tell(connection, connections.server(), target);
        return true;
    }

    public MigrationTarget target() {
        return target;
    }

    /** The process of the server that works for this session. */
    public int backend() {
        return backend;
    }

    OwnerConnections connections() {
        return connections;
    }

    Connection connection() {
        return connection;
    }

    private String quoted() {
        return Identifier.of(target.schema().value()).quoted();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
