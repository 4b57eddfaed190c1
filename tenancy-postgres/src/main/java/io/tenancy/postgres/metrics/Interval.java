package io.tenancy.postgres.metrics;

import io.tenancy.TenantId;
import io.tenancy.postgres.pool.Acquisition;
import io.tenancy.postgres.pool.Acquisition.Outcome;
import io.tenancy.postgres.pool.Use;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was done with one pool between two looks at it. Safe for use by several threads. */
final class Interval {

    private static final int NAMED = 3;
    private static final double MILLI = 1e6;

    private final Ranking tenants = new Ranking(NAMED);
    private long opened;
    private long refused;
    private long waitedNanos;
    private long longestNanos;
    private long given;
    private long heldNanos;

    synchronized void acquired(Acquisition acquisition) {
        if (acquisition.outcome() == Outcome.OPENED) {
            opened++;
            waitedNanos += acquisition.took().toNanos();
            longestNanos = Math.max(longestNanos, acquisition.took().toNanos());
        } else {
            refused++;
        }
    }

    synchronized void givenBack(Use use) {
        given++;
        heldNanos += use.held().toNanos();
        if (use.tenant() != null) {
            tenants.add(use.tenant().id(), use.held().toNanos());
            if (tenants.isFull()) {
                tenants.trim();
            }
        }
    }

    @Override
    public synchronized String toString() {
        return String.format(
                Locale.ROOT,
                "since then %d borrowed, %d refused, waited %.1f ms (at most %.1f ms), held %.1f ms%s",
                opened,
                refused,
                millis(waitedNanos, opened),
                millis(longestNanos, 1),
                millis(heldNanos, given),
                busiest());
    }

    private static double millis(long nanos, long times) {
        return (double) nanos / MILLI / (double) Math.max(1, times);
    }

    private String busiest() {
        List<Map.Entry<TenantId, Double>> first = tenants.firstWithScores(NAMED);
        return first.isEmpty()
                ? ""
                : first.stream()
                        .map(entry -> String.format(
                                Locale.ROOT, "%s %.0f %%", entry.getKey(), 100 * entry.getValue() / (double) heldNanos))
                        .collect(Collectors.joining(", ", "; most of it by ", ""));
    }
}
