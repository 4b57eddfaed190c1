package io.tenancy.benchmarks.timing;

import io.tenancy.benchmarks.report.Options;

/**
 * How much is measured. Immutable.
 *
 * @param warmUp rounds in front that count for nothing, while the JVM compiles
 * @param rounds how often each contender has its turn
 * @param samples that count in each turn
 * @param discarded samples before them: a connection that stood idle is tested by the pool, a new transaction prepares
 *     its statements again
 * @param seed of the order in each round
 */
public record Plan(int warmUp, int rounds, int samples, int discarded, long seed) {

    /** As the options {@code warmup}, {@code rounds}, {@code samples} and {@code seed} say. */
    public static Plan of(Options options, int discarded) {
        return new Plan(
                options.count("warmup"),
                options.count("rounds"),
                options.count("samples"),
                discarded,
                options.number("seed"));
    }

    /** The same with as many rounds in front. */
    public Plan withWarmUp(int other) {
        return new Plan(other, rounds, samples, discarded, seed);
    }
}
