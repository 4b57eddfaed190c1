package io.tenancy.migrate;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long targets that are locked are tried again, and with which pauses. Immutable. */
record Patience(Duration lockTimeout, Duration total) {

    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Up to twice as long after each attempt, and never twice the same, lest all come at once. */
    Duration pause(int attempt) {
        Duration pause = SHORTEST.multipliedBy(1L << Math.min(attempt, 10));
        long most = Math.min(pause.toMillis(), LONGEST.toMillis());
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
