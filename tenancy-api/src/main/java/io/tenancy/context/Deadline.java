package io.tenancy.context;

import java.time.Duration;

/**
 * When work must have ended, by the clock of this JVM that nobody sets. Whoever waits for a connection waits no longer, and is
 * refused at once if that is too early for it. Immutable.
 */
public final class Deadline {

    /** The work may take as long as it takes. */
    public static final Deadline NONE = new Deadline(false, 0);

    /** Later is as good as never; further off, the clock would overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final boolean exists;
    private final long end;

    private Deadline(boolean exists, long end) {
        this.exists = exists;
        this.end = end;
    }

    /** So much time from now on; it has passed already if that is nothing or less. */
    public static Deadline in(Duration time) {
        Duration bounded = time.compareTo(LONGEST) < 0 ? time : LONGEST;
        return new Deadline(true, System.nanoTime() + bounded.toNanos());
    }

    /** That of the context which is bound to this thread. */
    public static Deadline current() {
        TenantContext context = BoundContext.get();
        return context == null ? NONE : context.deadline();
    }

    /** Has this thread wait no longer, until the scope is closed; where no tenant is bound to it, nothing changes. */
    public TenantScope enter() {
        TenantContext context = BoundContext.get();
        return context == null || !exists
                ? () -> {}
                : context.withDeadline(this).enter();
    }

    public boolean exists() {
        return exists;
    }

    public boolean passed() {
        return comesWithin(Duration.ZERO);
    }

    public boolean comesWithin(Duration time) {
        return exists && left().compareTo(time) <= 0;
    }

    /** Zero if it has passed; as good as for ever if there is none. */
    public Duration left() {
        return exists ? Duration.ofNanos(Math.max(0, end - System.nanoTime())) : LONGEST;
    }

    /** The shorter one: this time, or what is left. */
    public Duration left(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }

    public Deadline orEarlier(Deadline other) {
        if (!exists) {
            return other;
        }
        return other.exists && other.end - end < 0 ? other : this;
    }

    /** When half of what is left is over: for an attempt that leaves time for another one. */
    public Deadline half() {
        return exists ? in(left().dividedBy(2)) : NONE;
    }

    @Override
    public String toString() {
        return exists ? "in " + left().toMillis() + " ms" : "none";
    }
}
