package io.tenancy.benchmarks.timing;

import java.util.Locale;

/** How much longer one contender takes than another: the median over the rounds, and the quartiles. Immutable. */
public record Ratio(double median, double lower, double upper) {

    /** Such as {@code 1.03 (0.99 … 1.08)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f … %.2f)", median, lower, upper);
    }
}
