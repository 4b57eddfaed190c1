package io.tenancy.benchmarks.timing;

import java.util.Arrays;

/** A quartile of some values, between two neighbours where it falls between them. */
enum Quantile {
    LOWER(0.25),
    MEDIAN(0.5),
    UPPER(0.75);

    private final double share;

    Quantile(double share) {
        this.share = share;
    }

    double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
