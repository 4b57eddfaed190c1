package io.tenancy.postgres.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Where a primary's write-ahead log ended, and when: what a replica has replayed tells how old the state is that it shows. */
final class WalMarks {

    private record Mark(long position, long nanos) {}

    private final long maximumNanos;
    private final Deque<Mark> newestFirst = new ArrayDeque<>();

    WalMarks(Duration maximumLag) {
        this.maximumNanos = maximumLag.toNanos();
    }

    /** @param nanos before the primary was asked, by {@link System#nanoTime()} */
    void primaryWasAt(long position, long nanos) {
        if (!newestFirst.isEmpty() && newestFirst.element().position == position) {
            newestFirst.remove();
        }
        newestFirst.addFirst(new Mark(position, nanos));
        while (nanos - newestFirst.getLast().nanos > maximumNanos) {
            newestFirst.removeLast();
        }
    }

    /** Whether what was replayed shows a state that is recent enough; or the latest that is known. */
    boolean isRecent(long replayed, long now) {
        Iterator<Mark> marks = newestFirst.iterator();
        if (!marks.hasNext()) {
            return false;
        }
        if (marks.next().position <= replayed) {
            return true;
        }
        while (marks.hasNext()) {
            Mark mark = marks.next();
            if (mark.position <= replayed) {
                return now - mark.nanos <= maximumNanos;
            }
        }
        return false;
    }
}
