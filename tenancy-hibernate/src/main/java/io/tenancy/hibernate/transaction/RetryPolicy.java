package io.tenancy.hibernate.transaction;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often a unit of work is attempted, what it is attempted again for, and how long it waits in between. Immutable.
 *
 * <p>Run again: serialization failures (40001), deadlocks (40P01), version conflicts, and plans that a migration made
 * void (0A000). The pause is chosen at random between nothing and a limit that doubles with each attempt ("full jitter"):
 * those who met once should not meet again.
 *
 * @param attempts the most, the first one included
 * @param alsoOn SQLSTATEs to retry besides
 */
public record RetryPolicy(int attempts, Duration shortestPause, Duration longestPause, Set<String> alsoOn) {

    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(250);
    private static final Set<String> ALWAYS = Set.of("40001", "40P01");

    /** Violations that a race can cause, and that may be gone the next time. */
    private static final Set<String> RACES = Set.of("23505", "23P01");

    /** @throws IllegalArgumentException with all that is wrong with the values */
    public RetryPolicy {
        alsoOn = Set.copyOf(alsoOn);
        List<String> hopeless =
                alsoOn.stream().filter(RetryPolicy::hopeless).sorted().toList();
        String problems = Stream.of(
                        attempts < 1 ? "attempts " + attempts + ", expected 1 or more" : "",
                        shortestPause.isNegative() || shortestPause.isZero()
                                ? "shortest pause " + shortestPause + ", expected more than zero"
                                : "",
                        longestPause.compareTo(shortestPause) < 0
                                ? "longest pause " + longestPause + ", expected at least the shortest"
                                : "",
                        hopeless.isEmpty() ? "" : "retry on " + hopeless + ", which fail the same way each time")
                .filter(problem -> !problem.isEmpty())
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Retry policy refused: " + problems + ".");
        }
    }

    /** So many attempts, pauses of up to 5 to 250 ms in between. */
    public static RetryPolicy of(int attempts) {
        return new RetryPolicy(attempts, SHORTEST, LONGEST, Set.of());
    }

    /** One attempt. */
    public static RetryPolicy none() {
        return of(1);
    }

    /** The same with other limits of the pause: after the first attempt, and at most. */
    public RetryPolicy pausing(Duration shortest, Duration longest) {
        return new RetryPolicy(attempts, shortest, longest, alsoOn);
    }

    /**
     * The same, which retries on one more SQLSTATE, such as 55P03 (a lock was not to be had), or 23505 where another
     * transaction may have inserted the same row.
     *
     * @throws IllegalArgumentException for wrong data (class 22) and violated constraints other than 23505 and 23P01
     */
    public RetryPolicy alsoOn(String sqlState) {
        var states = new LinkedHashSet<>(alsoOn);
        states.add(sqlState);
        return new RetryPolicy(attempts, shortestPause, longestPause, states);
    }

    /** What makes this failure worth another attempt: a SQLSTATE or {@code version}; empty if nothing does. */
    Optional<String> findConflict(Failure failure) {
        Set<String> states = failure.sqlStates();
        if (states.stream().anyMatch(state -> violation(state) && !alsoOn.contains(state))) {
            return Optional.empty();
        }
        return states.stream()
                .filter(state -> ALWAYS.contains(state) || alsoOn.contains(state))
                .findFirst()
                .or(() -> failure.version() ? Optional.of("version") : Optional.empty())
                .or(() -> failure.planVoid() ? Optional.of("0A000") : Optional.empty());
    }

    /** @param attempt the one that failed, from 1 on */
    Duration pauseAfter(int attempt) {
        long limit = longestPause.toNanos();
        int doublings = attempt - 1;
        if (doublings < Long.numberOfLeadingZeros(shortestPause.toNanos()) - 1) {
            limit = Math.min(limit, shortestPause.toNanos() << doublings);
        }
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(limit + 1));
    }

    /** Wrong data or a violated constraint. */
    private static boolean violation(String state) {
        return state.startsWith("22") || state.startsWith("23");
    }

    private static boolean hopeless(String state) {
        return violation(state) && !RACES.contains(state);
    }
}
