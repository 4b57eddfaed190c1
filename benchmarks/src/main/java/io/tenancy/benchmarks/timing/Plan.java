package io.tenancy.benchmarks.timing;

import io.tenancy.benchmarks.report.Options;

/**
 * How much is measured. Immutable.
 *
 * @param rounds how often each contender has its turn
 * @param samples that count in each turn
 * @param discarded samples before them: a connection that stood idle is tested by the pool, a new transaction prepares
 *     its statements again
 * @param seed of the order in each round
 */
public record Plan(int rounds, int samples, int discarded, long seed) {

    /** The same rounds and samples for everybody, as {@code rounds=}, {@code samples=} and {@code seed=} say. */
    public static Plan of(Options options, int discarded) {
        return new Plan(options.count("rounds"), options.count("samples"), discarded, options.number("seed"));
    }

    /** Rounds in front that count for nothing, while the JVM compiles. */
    int warmUpRounds() {
        return Math.max(1, rounds / 4);
    }
}
