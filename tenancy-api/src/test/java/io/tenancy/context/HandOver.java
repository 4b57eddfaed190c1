package io.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tasks for 200 tenants in turn, handed to threads; what each saw, what it left behind, and which threads served
 * more than one tenant.
 */
final class HandOver {

    private static final int TENANTS = 200;

    /** A way to bind a tenant to a thread. */
    interface Carrier {

        void run(TenantId tenant, Runnable work);

        @Nullable
        TenantId find();
    }

    /** A way to hand work to an executor; the future ends after the work. */
    interface Kind {
        CompletableFuture<?> start(Executor executor, Runnable work);
    }

    private record Sight(TenantId expected, @Nullable TenantId seen, Thread thread) {}

    private final Carrier carrier;
    private final int tasks;
    private final Queue<Sight> sights = new ConcurrentLinkedQueue<>();
    private final Queue<TenantId> leftOver = new ConcurrentLinkedQueue<>();

    HandOver(Carrier carrier, int tasks) {
        this.carrier = carrier;
        this.tasks = tasks;
    }

    /** Looks at the bare thread before and after each task, outside whatever wraps the task. */
    Executor watched(Executor bare) {
        return task -> bare.execute(() -> {
            noteLeftOver();
            try {
                task.run();
            } finally {
                noteLeftOver();
            }
        });
    }

    HandOver run(Executor executor, Kind kind) {
        var started = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < tasks; i++) {
            TenantId tenant = TenantId.of("tenant-" + i % TENANTS);
            carrier.run(
                    tenant,
                    () -> started.add(kind.start(
                            executor, () -> sights.add(new Sight(tenant, carrier.find(), Thread.currentThread())))));
        }
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)).join();
        return this;
    }

    List<String> mismatches() {
        return sights.stream()
                .filter(sight -> !sight.expected.equals(sight.seen))
                .map(sight -> "expected " + sight.expected + ", saw " + sight.seen)
                .toList();
    }

    List<TenantId> leftOver() {
        return List.copyOf(leftOver);
    }

    void assertNothingLost(int sightsForEachTask) {
        assertThat(sights).hasSize(tasks * sightsForEachTask);
    }

    /** The proof that a leak could have shown: the same thread worked for several tenants. */
    long threadsThatServedSeveralTenants() {
        Map<Thread, Set<TenantId>> served = new HashMap<>();
        sights.forEach(sight ->
                served.computeIfAbsent(sight.thread, t -> new HashSet<>()).add(sight.expected));
        return served.values().stream().filter(tenants -> tenants.size() > 1).count();
    }

    private void noteLeftOver() {
        TenantId found = carrier.find();
        if (found != null) {
            leftOver.add(found);
        }
    }
}
