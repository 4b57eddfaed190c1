package io.tenancy.benchmarks.audit;

import java.util.function.Consumer;
import org.hibernate.Session;

/**
 * Somebody who writes parcels, and keeps a trail of it or none.
 *
 * @param base the one without a trail, else as it is
 * @param table with its schema
 * @param emptying a statement that leaves its tables empty
 * @param trail a query for the number of rows on its trail
 */
record Keeper(
        String name,
        String base,
        Class<? extends Parcel> parcel,
        Entrance entrance,
        String table,
        String emptying,
        String trail) {

    static final String TENANCY = "tenancy";
    static final String RECORDED = "recorded";
    static final String PLAIN = "plain";
    static final String TRIGGER = "trigger";
    static final String ENVERS = "envers";
    static final String CORE = "core";

    interface Entrance {
        void inTransaction(Consumer<Session> work);
    }

    boolean keepsATrail() {
        return !name.equals(base);
    }

    Parcel make(long number) {
        try {
            return parcel.getDeclaredConstructor().newInstance().fill(number);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("every entity can be made so", e);
        }
    }
}
