package io.tenancy.testkit.wire;

import java.util.concurrent.atomic.AtomicLong;

/** How many client bytes may still pass before everything is cut. */
final class Fuse {

    private static final long OFF = -1;

    private final AtomicLong left = new AtomicLong(OFF);

    void set(long bytes) {
        left.set(bytes);
    }

    /** How many of these bytes may pass; the fuse is blown when nothing is left after them. */
    Passage pass(int bytes) {
        while (true) {
            long before = left.get();
            if (before == OFF) {
                return new Passage(bytes, false);
            }
            boolean blown = bytes >= before;
            if (left.compareAndSet(before, blown ? OFF : before - bytes)) {
                return new Passage((int) Math.min(bytes, before), blown);
            }
        }
    }

    record Passage(int bytes, boolean blown) {}
}
