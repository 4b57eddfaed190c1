package io.tenancy.migrate.wave;

import io.tenancy.Tenant;
import io.tenancy.TenantId;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Targets that are migrated together, after those of the waves before. A target is in the first wave that wants one of
 * its tenants. Immutable.
 *
 * @param connections the most targets of one server at once; 0 if the server decides alone
 */
public record Wave(String name, Predicate<Tenant> tenants, int connections, StopRule stopRule) {

    /** @throws IllegalArgumentException if the number of connections is negative */
    public Wave {
        if (connections < 0) {
            throw new IllegalArgumentException(
                    "Wave '" + name + "' refused: expected at least 0 connections, found " + connections + ".");
        }
    }

    /** Keeps going, whatever fails. */
    public static Wave of(String name, Predicate<Tenant> tenants) {
        return new Wave(name, tenants, 0, StopRule.never());
    }

    /** A few tenants in front; if one fails, nobody else is touched. */
    public static Wave canary(String... tenants) {
        Set<TenantId> ids = Stream.of(tenants).map(TenantId::of).collect(Collectors.toUnmodifiableSet());
        return new Wave("canary", tenant -> ids.contains(tenant.id()), 0, StopRule.firstFailure());
    }

    /** Whoever is in no wave before. */
    public static Wave rest() {
        return of("rest", tenant -> true);
    }

    public Wave withStopRule(StopRule rule) {
        return new Wave(name, tenants, connections, rule);
    }

    /** @throws IllegalArgumentException if the number is negative */
    public Wave withConnections(int perServer) {
        return new Wave(name, tenants, perServer, stopRule);
    }
}
