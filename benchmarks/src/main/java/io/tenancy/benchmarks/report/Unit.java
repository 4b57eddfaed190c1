package io.tenancy.benchmarks.report;

import java.util.Locale;

/** What a figure counts, and how many decimals of it mean something. */
public enum Unit {
    TRIPS("trips", 2),
    STATEMENTS("statements", 2),
    RATIO("x", 3),
    BYTES("B", 1),
    MICROS("us", 3),
    MILLIS("ms", 3),
    SECONDS("s", 3);

    private final String symbol;
    private final int decimals;

    Unit(String symbol, int decimals) {
        this.symbol = symbol;
        this.decimals = decimals;
    }

    /** The number alone, with a decimal point whatever the language. */
    public String format(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    @Override
    public String toString() {
        return symbol;
    }
}
