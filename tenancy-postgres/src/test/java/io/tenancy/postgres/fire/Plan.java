package io.tenancy.postgres.fire;

import java.util.List;
import java.util.SplittableRandom;

/** Who does what in each transaction, from a seed alone: threads decide the order, and nothing else. Immutable. */
record Plan(long seed, int tenants, List<Deed> deck) {

    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    static Plan of(long seed, int tenants) {
        return new Plan(seed, tenants, Deed.shuffled(seed));
    }

    /** Transactions count from 1. */
    int tenantOf(long number) {
        return random(number).nextInt(tenants);
    }

    /** The deck again and again, each time cut elsewhere, so that every deed is dealt. */
    Deed deedOf(long number) {
        long round = number / deck.size();
        int cut = random(-round).nextInt(deck.size());
        return deck.get((int) ((number + cut) % deck.size()));
    }

    private SplittableRandom random(long of) {
        return new SplittableRandom(seed + of * STRIDE);
    }
}
