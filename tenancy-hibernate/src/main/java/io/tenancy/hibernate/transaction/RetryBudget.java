package io.tenancy.hibernate.transaction;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What keeps retries from burying a server that is already in trouble: each unit of work earns a share of a retry, each
 * retry spends one, and a reserve covers bursts. Safe for use by several threads; one for each factory.
 */
public final class RetryBudget {

    private static final long RETRY = 1_000;

    private final long earned;
    private final long reserve;
    private final AtomicLong left;

    private RetryBudget(long earned, long reserve) {
        this.earned = earned;
        this.reserve = reserve;
        this.left = new AtomicLong(reserve);
    }

    /** On average one retry for each unit of work, and 1 000 in a burst. */
    public static RetryBudget standard() {
        return of(1, 1_000);
    }

    /**
     * @param perUnit how many retries a unit of work earns, such as 0.2
     * @param reserve how many retries can be saved up; the budget starts with them
     * @throws IllegalArgumentException if one of them is negative
     */
    public static RetryBudget of(double perUnit, int reserve) {
        if (!(perUnit >= 0) || reserve < 0) {
            throw new IllegalArgumentException("Retry budget of " + perUnit + " per unit and " + reserve
                    + " in reserve refused: expected zero or more.");
        }
        return new RetryBudget((long) (perUnit * RETRY), reserve * RETRY);
    }

    void earn() {
        left.updateAndGet(now -> Math.min(reserve, now + earned));
    }

    /** False if nothing is left to spend. */
    boolean spend() {
        return left.getAndUpdate(now -> now < RETRY ? now : now - RETRY) >= RETRY;
    }
}
