package io.tenancy.hibernate.fetch;

/**
 * What becomes of rows that are fetched one by one, although one statement could have fetched them all. Immutable.
 *
 * <p>Fetched one by one means: one session runs the same select for the same reason as often as {@link #repeats}. The
 * reasons are a lazy association, an eager one that a query did not join, {@code find}, and a query at the same line of the
 * application. Batch and sub-select fetching, queries with a limit, and sequences are none.
 *
 * @param repeats how often the same select runs before it counts as fetching one by one; at least 2
 * @param listener hears of each once per session, on its thread
 */
public record FetchGuard(Mode mode, int repeats, FetchListener listener) {

    private static final int USUAL_REPEATS = 5;

    /** What is done. */
    public enum Mode {
        /** Nothing, and nothing is counted. */
        OFF,
        /** Statements are counted, and the listener hears. */
        OBSERVE,
        /** As {@link #OBSERVE}, and a warning is logged. */
        WARN,
        /** The select is refused when it would be one too many. */
        RAISE,
        /** As {@link #RAISE}, and every lazy fetch is refused. */
        STRICT
    }

    public FetchGuard {
        if (repeats < 2) {
            throw new IllegalArgumentException("Fetch guard with " + repeats + " repeats refused: expected 2 or more.");
        }
    }

    public static FetchGuard off() {
        return in(Mode.OFF);
    }

    public static FetchGuard observe() {
        return in(Mode.OBSERVE);
    }

    public static FetchGuard warn() {
        return in(Mode.WARN);
    }

    public static FetchGuard raise() {
        return in(Mode.RAISE);
    }

    public static FetchGuard strict() {
        return in(Mode.STRICT);
    }

    public FetchGuard withRepeats(int times) {
        return new FetchGuard(mode, times, listener);
    }

    public FetchGuard withListener(FetchListener hears) {
        return new FetchGuard(mode, repeats, hears);
    }

    boolean refusesRepeats() {
        return mode == Mode.RAISE || mode == Mode.STRICT;
    }

    boolean refusesLazy() {
        return mode == Mode.STRICT;
    }

    private static FetchGuard in(Mode mode) {
        return new FetchGuard(mode, USUAL_REPEATS, repetition -> {});
    }
}
