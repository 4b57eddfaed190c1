package io.tenancy.migrate;

import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.target.MigrationTarget;
import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** A target that waits for its turn, which comes no sooner than at a moment. */
record Turn(MigrationTarget target, boolean fresh, int attempt, long since, long due) implements Delayed {

    static Turn first(TargetState state) {
        long now = System.nanoTime();
        return new Turn(state.target(), state.standing() == Standing.FRESH, 1, now, now);
    }

    Turn again(Duration pause) {
        return new Turn(target, fresh, attempt + 1, since, System.nanoTime() + pause.toNanos());
    }

    /** The same attempt, later: nothing was tried. */
    Turn later(Duration pause) {
        return new Turn(target, fresh, attempt, since, System.nanoTime() + pause.toNanos());
    }

    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(due, ((Turn) other).due());
    }
}
