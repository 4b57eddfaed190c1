package io.tenancy.postgres.metrics;

/**
 * Whether meters tell tenants apart, and how. Each value of a tag is a series of its own in every meter that has it, so by
 * default there is none.
 */
public sealed interface TenantTag {

    /** No tag. */
    record None() implements TenantTag {}

    /** A tag {@code plan}, with as many values as there are plans. */
    record ByPlan() implements TenantTag {}

    /**
     * A tag {@code tenant} with the tenants that use most connection time of late; all others together are
     * {@code (other)}. A tenant that falls behind them loses its series.
     *
     * @param places how many are named
     */
    record Busiest(int places) implements TenantTag {

        public Busiest {
            if (places < 1) {
                throw new IllegalArgumentException("Expected at least 1 tenant to name, found " + places + ".");
            }
        }
    }

    /** A tag {@code tenant} with every tenant. For a service that knows that they are few. */
    record All() implements TenantTag {}

    static TenantTag none() {
        return new None();
    }

    static TenantTag plan() {
        return new ByPlan();
    }

    static TenantTag busiest(int places) {
        return new Busiest(places);
    }

    static TenantTag all() {
        return new All();
    }
}
