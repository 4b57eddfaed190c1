package io.tenancy.postgres.directory;

import java.time.Duration;

/** Whether changes are heard, for those who wait for it. Safe for use by several threads. */
final class Hearing {

    private boolean now;

    synchronized boolean now() {
        return now;
    }

    synchronized void set(boolean heard) {
        now = heard;
        notifyAll();
    }

    /** Waits until changes are heard; false if that took longer. */
    synchronized boolean await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!now) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
