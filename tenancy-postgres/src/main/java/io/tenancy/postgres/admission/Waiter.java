package io.tenancy.postgres.admission;

import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** One thread that waits to be admitted. Under the lock of its server. */
final class Waiter {

    private final long number;
    private final Thread thread;
    private final Share share;
    private final Condition told;
    private @Nullable Admission admission;

    Waiter(long number, Share share, Condition told) {
        this.number = number;
        this.thread = Thread.currentThread();
        this.share = share;
        this.told = told;
    }

    /** Rises with each one that comes. */
    long number() {
        return number;
    }

    Thread thread() {
        return thread;
    }

    Share share() {
        return share;
    }

    void admit(Admission given) {
        admission = given;
        told.signal();
    }

    /** Null if none came in time. */
    @Nullable
    Admission await(long nanos) throws InterruptedException {
        long left = nanos;
        while (admission == null && left > 0) {
            left = told.awaitNanos(left);
        }
        return admission;
    }

    @Nullable
    Admission admission() {
        return admission;
    }
}
