package io.tenancy.postgres.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where a primary's write-ahead log ended, and when: what a replica has replayed tells how old the state is that it shows. */
final class WalMarks {

    private record Mark(long position, long nanos) {}

    private final long keptNanos;
    private final Deque<Mark> newestFirst = new ArrayDeque<>();

    /** @param kept how long a mark is remembered */
    WalMarks(Duration kept) {
        this.keptNanos = kept.toNanos();
    }

    /** @param nanos before the primary was asked, by {@link System#nanoTime()} */
    void primaryWasAt(long position, long nanos) {
        if (!newestFirst.isEmpty() && newestFirst.element().position == position) {
            newestFirst.remove();
        }
        newestFirst.addFirst(new Mark(position, nanos));
        while (nanos - newestFirst.getLast().nanos > keptNanos) {
            newestFirst.removeLast();
        }
    }

    /** How old the state is, at most, that shows what was replayed; none if that is the latest. Empty if it is too old. */
    Optional<Duration> findAge(long replayed, long now) {
        if (!newestFirst.isEmpty() && newestFirst.element().position <= replayed) {
            return Optional.of(Duration.ZERO);
        }
        return newestFirst.stream()
                .filter(mark -> mark.position <= replayed)
                .findFirst()
                .map(mark -> Duration.ofNanos(now - mark.nanos));
    }
}
