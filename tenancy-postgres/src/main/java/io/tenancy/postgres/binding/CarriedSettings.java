package io.tenancy.postgres.binding;

import java.util.Map;

/**
 * More settings for PostgreSQL that go along with the binding, in the same statement: a tenant's connection unwraps to it. Who
 * acts, for instance, for triggers to know. Like its connection, for one thread at a time.
 */
@FunctionalInterface
public interface CarriedSettings {

    /**
     * What each transaction from now on is told, one that has begun included, until others take their place.
     *
     * @param settings values by name; only names with a dot, and none that the binding has itself
     * @throws IllegalArgumentException if there is another
     */
    void carry(Map<String, String> settings);
}
