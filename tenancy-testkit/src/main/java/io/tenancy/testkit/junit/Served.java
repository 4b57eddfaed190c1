package io.tenancy.testkit.junit;

import io.tenancy.testkit.driver.WatchedDatabase;
import io.tenancy.testkit.postgres.TestDatabase;

/** A database with the service that works on it. */
record Served(TestDatabase database, WatchedDatabase watched, AutoCloseable service) implements AutoCloseable {

    /** Takes the database over: if the service does not start, the database is closed. */
    static Served of(TestDatabase database, DatabaseTemplate template) throws Exception {
        var watched = WatchedDatabase.of(database);
        try {
            return new Served(database, watched, template.open(database));
        } catch (Exception | Error e) {
            watched.close();
            database.close();
            throw e;
        }
    }

    /** Closes all but the database. */
    void stop() throws Exception {
        try (watched) {
            service.close();
        }
    }

    @Override
    public void close() throws Exception {
        try (database) {
            stop();
        }
    }
}
