package io.tenancy.postgres.admission;

import io.tenancy.context.Deadline;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.time.Duration;

/**
 * How long somebody waits: as the server lets everybody, but not beyond the deadline of what it is for.
 *
 * @param hurried whether it is the deadline that ends the wait
 */
record Patience(Duration time, boolean hurried) {

    static Patience of(Duration longest, Deadline deadline) {
        Duration time = deadline.left(longest);
        return new Patience(time, time.compareTo(longest) < 0);
    }

    /** What it was that ended. */
    Limit limit() {
        return hurried ? Limit.DEADLINE : Limit.WAIT;
    }

    String found() {
        return "no connection became free within " + time.toMillis() + " ms" + (hurried ? ", all that was left" : "");
    }
}
