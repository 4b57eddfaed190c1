package io.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.TenantId;
import io.tenancy.context.HandOver.Carrier;
import io.tenancy.context.HandOver.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandOverTests {

    private static final int TASKS = 100_000;
    /** Before Java 21 each task costs a thread of the operating system. */
    private static final int PER_THREAD_TASKS = Runtime.version().feature() < 21 ? 10_000 : TASKS;

    private static final Kind EXECUTE = (executor, work) -> {
        var done = new CompletableFuture<Void>();
        executor.execute(() -> {
            work.run();
            done.complete(null);
        });
        return done;
    };

    private static final Kind CHAIN = (executor, work) -> ContextFutures.runAsync(work, executor)
            .thenRun(work)
            .thenRunAsync(work)
            .thenCompose(done -> CompletableFuture.completedFuture(done))
            .handle((done, failure) -> {
                work.run();
                return done;
            });

    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    @AfterEach
    void close() {
        pool.shutdown();
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void aFixedPoolMixesNoTenants() {
        var check = new HandOver(new Bound(), TASKS);
        check.run(TenantExecutors.carrying(check.watched(pool)), EXECUTE);
        assertClean(check, 1);
        assertThat(check.threadsThatServedSeveralTenants()).isPositive();
    }

    @Test
    void theCommonPoolMixesNoTenants() {
        var check = new HandOver(new Bound(), TASKS);
        check.run(TenantExecutors.carrying(check.watched(ForkJoinPool.commonPool())), EXECUTE);
        assertClean(check, 1);
        assertThat(check.threadsThatServedSeveralTenants()).isPositive();
    }

    @Test
    void chainsOfFuturesMixNoTenants() {
        var check = new HandOver(new Bound(), TASKS);
        check.run(check.watched(pool), CHAIN);
        assertClean(check, 4);
        assertThat(check.threadsThatServedSeveralTenants()).isPositive();
    }

    @Test
    void aThreadForEachTaskMixesNoTenants() {
        var check = new HandOver(new Bound(), PER_THREAD_TASKS);
        ExecutorService perTask = TenantExecutors.perTask();
        try {
            check.run(perTask, EXECUTE);
        } finally {
            perTask.shutdown();
        }
        assertClean(check, 1);
    }

    @Test
    void theCheckCatchesAnInheritableThreadLocal() {
        var check = new HandOver(new Inheritable(), TASKS);
        check.run(check.watched(pool), EXECUTE);

        assertThat(check.mismatches()).as("tasks that saw another tenant").hasSizeGreaterThan(TASKS / 2);
        assertThat(check.leftOver()).as("threads with a tenant of their own").isNotEmpty();
        assertThat(check.threadsThatServedSeveralTenants()).isPositive();
    }

    @Test
    void theCheckCatchesAForgottenHandOver() {
        var check = new HandOver(new Bound(), TASKS);
        check.run(check.watched(pool), EXECUTE);
        assertThat(check.mismatches()).hasSize(TASKS).allMatch(mismatch -> mismatch.endsWith("saw null"));
    }

    @Test
    void theCheckCatchesWhatATaskLeavesBehind() {
        var check = new HandOver(new Bound(), TASKS);
        check.run(
                check.watched(pool),
                (executor, work) -> EXECUTE.start(
                        executor, () -> TenantContext.of("careless").enter()));
        assertThat(check.leftOver()).contains(TenantId.of("careless"));
    }

    private static void assertClean(HandOver check, int sightsForEachTask) {
        check.assertNothingLost(sightsForEachTask);
        assertThat(check.mismatches()).isEmpty();
        assertThat(check.leftOver()).isEmpty();
    }

    private static final class Bound implements Carrier {

        @Override
        public void run(TenantId tenant, Runnable work) {
            TenantContext.of(tenant).run(work);
        }

        @Override
        public @Nullable TenantId find() {
            return TenantContext.find().map(TenantContext::tenant).orElse(null);
        }
    }

    /** What Tenancy must never do. */
    private static final class Inheritable implements Carrier {

        private final InheritableThreadLocal<@Nullable TenantId> current = new InheritableThreadLocal<>();

        @Override
        public void run(TenantId tenant, Runnable work) {
            current.set(tenant);
            try {
                work.run();
            } finally {
                current.remove();
            }
        }

        @Override
        public @Nullable TenantId find() {
            return current.get();
        }
    }
}
