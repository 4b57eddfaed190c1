package io.tenancy.hibernate.transaction;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a unit of work must have ended, its pauses included; by a clock that nobody sets. */
final class Deadline {

    private static final Deadline NONE = new Deadline(null, 0);

    private final @Nullable Duration timeout;
    private final long end;

    private Deadline(@Nullable Duration timeout, long end) {
        this.timeout = timeout;
        this.end = end;
    }

    static Deadline in(@Nullable Duration timeout) {
        return timeout == null ? NONE : new Deadline(timeout, System.nanoTime() + timeout.toNanos());
    }

    boolean exists() {
        return timeout != null;
    }

    boolean passed() {
        return exists() && left().isZero();
    }

    boolean comesWithin(Duration pause) {
        return exists() && left().compareTo(pause) <= 0;
    }

    /** Completes when it passes, or never. */
    CompletableFuture<@Nullable Void> alarm() {
        CompletableFuture<@Nullable Void> alarm = new CompletableFuture<>();
        return exists() ? alarm.completeOnTimeout(null, left().toNanos(), TimeUnit.NANOSECONDS) : alarm;
    }

    /** Zero if it has passed. Only where one exists. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
