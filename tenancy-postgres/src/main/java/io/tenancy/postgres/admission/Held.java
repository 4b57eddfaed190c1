package io.tenancy.postgres.admission;

import java.util.function.Consumer;

/** One connection's worth of a server in somebody's hands. What is mutable is under the lock of its server. */
final class Held implements Admission {

    private final Share share;
    private final Thread thread;
    private final double expectedNanos;
    private final long since;
    private final Consumer<Held> back;
    private boolean closed;

    Held(Share share, Thread thread, double expectedNanos, long since, Consumer<Held> back) {
        this.share = share;
        this.thread = thread;
        this.expectedNanos = expectedNanos;
        this.since = since;
        this.back = back;
    }

    Share share() {
        return share;
    }

    /** Who was let in; another thread may give it back. */
    Thread thread() {
        return thread;
    }

    /** What the tenant was charged beforehand. */
    double expectedNanos() {
        return expectedNanos;
    }

    long since() {
        return since;
    }

    /** False if it was closed before. */
    boolean end() {
        boolean ended = !closed;
        closed = true;
        return ended;
    }

    @Override
    public void close() {
        back.accept(this);
    }
}
