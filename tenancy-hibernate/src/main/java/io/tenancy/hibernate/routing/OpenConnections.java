package io.tenancy.hibernate.routing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which thread took which connection. As many as are out of the pools, hence few enough to look through. Safe for use by
 * several threads.
 */
final class OpenConnections {

    private final Map<Connection, Thread> takers = new ConcurrentHashMap<>();

    Connection taken(Connection connection) {
        takers.put(connection, Thread.currentThread());
        return connection;
    }

    void givenBack(Connection connection) {
        takers.remove(connection);
    }

    /** Hibernate takes a connection as it begins a transaction, and gives it back as that ends. */
    boolean inTransaction(Thread thread) {
        return takers.entrySet().stream()
                .filter(entry -> entry.getValue() == thread)
                .anyMatch(entry -> inTransaction(entry.getKey()));
    }

    private static boolean inTransaction(Connection connection) {
        try {
            return !connection.isClosed() && !connection.getAutoCommit();
        } catch (SQLException e) {
            return false; // closed meanwhile
        }
    }
}
