package io.tenancy.postgres.directory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: each up to twice the one before, and never twice the same, lest all nodes come at once. */
final class Backoff {

    private final Duration shortest;
    private final Duration longest;
    private Duration next;

    Backoff(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.next = shortest;
    }

    Duration pause() {
        Duration now = next;
        next = now.multipliedBy(2).compareTo(longest) < 0 ? now.multipliedBy(2) : longest;
        return now.dividedBy(2)
                .plusMillis(
                        ThreadLocalRandom.current().nextLong(now.dividedBy(2).toMillis() + 1));
    }

    void reset() {
        next = shortest;
    }
}
