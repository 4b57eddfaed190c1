package io.tenancy.postgres.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The threads that hold connections of a server, and those of them that wait for one more. Under the lock of its server. */
final class Holders {

    private final Map<Thread, Integer> held = new HashMap<>();
    private final Deque<Waiter> nested = new ArrayDeque<>();

    boolean includes(Thread thread) {
        return held.containsKey(thread);
    }

    void take(Thread thread) {
        held.merge(thread, 1, Integer::sum);
    }

    void giveBack(Thread thread) {
        held.computeIfPresent(thread, (same, count) -> count == 1 ? null : count - 1);
    }

    void add(Waiter waiter) {
        nested.add(waiter);
    }

    void remove(Waiter waiter) {
        nested.remove(waiter);
    }

    /** Who waits longest; null if none does. */
    @Nullable
    Waiter next() {
        return nested.poll();
    }

    /** How many connections are held by those who wait for one more. */
    int heldByWaiting() {
        return nested.stream()
                .map(Waiter::thread)
                .distinct()
                .mapToInt(thread -> held.getOrDefault(thread, 0))
                .sum();
    }
}
