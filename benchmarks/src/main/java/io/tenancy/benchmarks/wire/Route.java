package io.tenancy.benchmarks.wire;

import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;

/**
 * A way into the database for some tenants.
 *
 * @param post the entity {@code Post} as this way knows it
 * @param kind whether this library is on the way
 */
record Route(String name, Kind kind, List<String> tenants, Class<?> post, Entrance entrance) {

    enum Kind {
        ORDINARY,
        TENANCY
    }

    /** Runs work in a transaction of a tenant. */
    interface Entrance {
        void inTransaction(String tenant, Consumer<Session> work);
    }

    /** The number of a transaction decides for which tenant and for which post it is. */
    void run(Operation operation, long number, int posts) {
        long id = 1 + number % posts;
        String tenant = tenants.get((int) (number % tenants.size()));
        entrance.inTransaction(tenant, session -> operation.run(session, post, id));
    }
}
