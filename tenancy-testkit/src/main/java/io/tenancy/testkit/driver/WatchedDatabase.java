package io.tenancy.testkit.driver;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.statement.StatementLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A database of a test, of which the driver sees every connection that the app opens by address. Safe for use by several
 * threads.
 */
public final class WatchedDatabase implements AutoCloseable {

    private static final Map<String, WatchedDatabase> BY_NAME = new ConcurrentHashMap<>();

    private final TestDatabase database;
    private final StatementLog log = new StatementLog();
    private volatile @Nullable SharedTransaction shared;
    private volatile @Nullable Interference interference;

    private WatchedDatabase(TestDatabase database) {
        this.database = database;
    }

    /** Watches it until it is closed. Connections that are open already are not seen. */
    public static WatchedDatabase of(TestDatabase database) {
        TestDriver.install();
        var watched = new WatchedDatabase(database);
        BY_NAME.put(database.name(), watched);
        return watched;
    }

    static @Nullable WatchedDatabase named(@Nullable String name) {
        return name == null ? null : BY_NAME.get(name);
    }

    public TestDatabase database() {
        return database;
    }

    /** What ran on the app's connections. */
    public StatementLog log() {
        return log;
    }

    /** From now on all the app's connections work in this transaction; with null, each in its own again. */
    public void share(@Nullable SharedTransaction transaction) {
        shared = transaction;
    }

    /** From now on this gets in between; with null, nothing does. */
    public void interfere(@Nullable Interference with) {
        interference = with;
    }

    @Nullable
    SharedTransaction shared() {
        return shared;
    }

    @Nullable
    Interference interference() {
        return interference;
    }

    /** A connection of the app that nobody watches. */
    public Connection connectUnwatched() throws SQLException {
        return TestDriver.connectUnwatched(database.jdbcUrl(), database.app());
    }

    /** The database itself stays. */
    @Override
    public void close() {
        BY_NAME.remove(database.name());
    }
}
