package io.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantExecutorsTests {

    private static final TenantContext ACME = TenantContext.of("acme");
    private static final Callable<Optional<TenantContext>> SEES = TenantContext::find;

    private final ExecutorService plain = Executors.newSingleThreadExecutor();
    private final ExecutorService carrying = TenantExecutors.carrying(plain);

    @AfterEach
    void leavesNothingBehind() throws Exception {
        assertThat(plain.submit(SEES).get()).as("left on the pool's thread").isEmpty();
        assertThat(TenantContext.find()).isEmpty();
        carrying.shutdown();
        assertThat(plain.isShutdown()).isTrue();
        assertThat(carrying.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(carrying.isTerminated()).isTrue();
    }

    @Test
    void everyWayToSubmitCarriesTheSubmittersContext() throws Exception {
        var executed = new CompletableFuture<Optional<TenantContext>>();
        var submitted = new CompletableFuture<Optional<TenantContext>>();
        try (var scope = ACME.enter()) {
            carrying.execute(() -> executed.complete(TenantContext.find()));
            assertThat(carrying.submit(() -> {
                                submitted.complete(TenantContext.find());
                            })
                            .get())
                    .isNull();
            assertThat(carrying.submit(() -> {}, "done").get()).isEqualTo("done");
            assertThat(carrying.submit(SEES).get()).contains(ACME);
            for (Future<Optional<TenantContext>> each : carrying.invokeAll(List.of(SEES, SEES))) {
                assertThat(each.get()).contains(ACME);
            }
            for (Future<Optional<TenantContext>> each : carrying.invokeAll(List.of(SEES), 10, TimeUnit.SECONDS)) {
                assertThat(each.get()).contains(ACME);
            }
            assertThat(carrying.invokeAny(List.of(SEES))).contains(ACME);
            assertThat(carrying.invokeAny(List.of(SEES), 10, TimeUnit.SECONDS)).contains(ACME);
        }
        assertThat(executed.get()).contains(ACME);
        assertThat(submitted.get()).contains(ACME);
    }

    @Test
    void capturesAtSubmissionNotWhenTheTaskRuns() throws Exception {
        var gate = new CompletableFuture<Void>();
        plain.execute(gate::join);
        Future<Optional<TenantContext>> waiting = ACME.call(() -> carrying.submit(SEES));

        TenantContext.of("globex").run(() -> gate.complete(null));
        assertThat(waiting.get()).contains(ACME);
    }

    @Test
    void whoeverHasNoTenantHandsNoneOver() throws Exception {
        assertThat(carrying.submit(SEES).get()).isEmpty();
    }

    @Test
    void aPlainExecutorCarriesToo() {
        Executor executor = TenantExecutors.carrying((Executor) plain);
        assertThat(ContextFuturesTests.seenIn(ACME, () -> CompletableFuture.supplyAsync(TenantContext::find, executor)))
                .contains(ACME);
    }

    @Test
    void aTaskThatForgetsAScopeFailsAndLeavesNothingOnTheThread() throws Exception {
        Future<?> careless =
                ACME.call(() -> carrying.submit(() -> TenantContext.of("globex").enter()));

        assertThatThrownBy(careless::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(plain.submit(SEES).get()).isEmpty();
    }

    @Test
    void aThreadForEachTaskCarriesToo() throws Exception {
        ExecutorService perTask = TenantExecutors.perTask();
        try {
            assertThat(ACME.call(() -> perTask.submit(SEES)).get()).contains(ACME);
            boolean virtual = perTask.submit(
                            () -> Thread.currentThread().getThreadGroup().getName())
                    .get()
                    .equals("VirtualThreads");
            assertThat(virtual).isEqualTo(Runtime.version().feature() >= 21);
        } finally {
            perTask.shutdown();
        }
    }

    @Test
    void shutdownNowGivesBackWhatNeverRan() {
        var gate = new CompletableFuture<Void>();
        var pool = Executors.newSingleThreadExecutor();
        var wrapped = TenantExecutors.carrying(pool);
        pool.execute(gate::join);
        wrapped.execute(() -> {});

        assertThat(wrapped.shutdownNow()).hasSize(1);
        assertThat(wrapped.isShutdown()).isTrue();
        gate.complete(null);
    }
}
