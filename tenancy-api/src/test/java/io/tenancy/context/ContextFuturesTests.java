package io.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextFuturesTests {

    private static final TenantContext ACME = TenantContext.of("acme");
    private static final TenantContext GLOBEX = TenantContext.of("globex");

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @AfterEach
    void close() {
        pool.shutdown();
        assertThat(TenantContext.find()).isEmpty();
    }

    /** What a future made in a context says it saw. */
    static Optional<TenantContext> seenIn(
            TenantContext context, Callable<? extends CompletableFuture<Optional<TenantContext>>> future) {
        try {
            return context.call(future).join();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theTaskRunsInTheContextOfWhoeverMadeTheFuture() {
        assertThat(seenIn(ACME, () -> ContextFutures.supplyAsync(TenantContext::find)))
                .contains(ACME);
        assertThat(seenIn(ACME, () -> ContextFutures.supplyAsync(TenantContext::find, pool)))
                .contains(ACME);

        var seen = new ConcurrentLinkedQueue<Optional<TenantContext>>();
        ACME.run(() -> {
            ContextFutures.runAsync(() -> seen.add(TenantContext.find())).join();
            ContextFutures.runAsync(() -> seen.add(TenantContext.find()), pool).join();
        });
        assertThat(seen).containsExactly(Optional.of(ACME), Optional.of(ACME));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyStageRunsInTheContextOfTheFutureWhoeverCompletesIt(boolean fails) throws Exception {
        var seen = new ConcurrentLinkedQueue<Optional<TenantContext>>();
        CompletableFuture<String> future = ACME.call(() -> ContextFutures.incomplete(pool));
        List<CompletableFuture<?>> stages = GLOBEX.call(() -> allStages(future, () -> seen.add(TenantContext.find())));

        GLOBEX.run(() -> {
            if (fails) {
                future.completeExceptionally(new IllegalStateException("planted"));
            } else {
                future.complete("value");
            }
        });
        CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> done)
                .join();

        // Of 42, the 6 for failures run after one only; handle and whenComplete, 6 more, run either way.
        assertThat(seen).hasSize(fails ? 12 : 36).containsOnly(Optional.of(ACME));
    }

    @Test
    void aStageAddedAfterCompletionRunsInTheContextOfTheFuture() throws Exception {
        CompletableFuture<String> future = ACME.call(() -> ContextFutures.incomplete(pool));
        future.complete("value");
        assertThat(seenIn(GLOBEX, () -> future.thenApply(value -> TenantContext.find())))
                .contains(ACME);
    }

    @Test
    void aStageBehindAnotherTenantsFutureStaysWithItsOwn() {
        CompletableFuture<Optional<TenantContext>> foreign =
                CompletableFuture.supplyAsync(() -> GLOBEX.enter(), pool).thenApply(scope -> Optional.empty());
        foreign.join(); // this thread of the pool is left with globex, as careless code would do

        assertThat(seenIn(ACME, () -> ContextFutures.supplyAsync(() -> "value", pool)
                        .thenCompose(value -> foreign)
                        .thenApply(ignored -> TenantContext.find())))
                .contains(ACME);
    }

    @Test
    void stagesOfStagesKeepContextAndExecutor() {
        var threads = new ConcurrentLinkedQueue<String>();
        Executor named = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "of-the-future");
            thread.setDaemon(true);
            return thread;
        });
        assertThat(seenIn(ACME, () -> ContextFutures.supplyAsync(() -> 1, named)
                        .thenApplyAsync(n -> threads.add(Thread.currentThread().getName()))
                        .thenCombineAsync(
                                CompletableFuture.completedFuture(2),
                                (a, b) -> threads.add(Thread.currentThread().getName()))
                        .thenApplyAsync(n -> TenantContext.find(), ForkJoinPool.commonPool())))
                .contains(ACME);
        assertThat(threads).containsExactly("of-the-future", "of-the-future");
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        CompletableFuture<Integer> first = ContextFutures.incomplete(Runnable::run);
        CompletableFuture<Integer> last = first;
        for (int i = 0; i < 100_000; i++) {
            last = last.thenApply(n -> n + 1);
        }
        first.complete(0);
        assertThat(last.join()).isEqualTo(100_000);
    }

    /** All 42 methods of CompletionStage that take a function; each calls {@code see}. */
    private List<CompletableFuture<?>> allStages(CompletableFuture<String> f, Runnable see) {
        var other = new CompletableFuture<String>();
        other.complete("other");
        var never = new CompletableFuture<String>();
        Function<Object, String> fn = value -> {
            see.run();
            return "seen";
        };
        Function<Object, CompletionStage<String>> stage = value -> CompletableFuture.completedFuture(fn.apply(value));
        return List.of(
                f.thenApply(fn),
                f.thenApplyAsync(fn),
                f.thenApplyAsync(fn, pool),
                f.thenAccept(fn::apply),
                f.thenAcceptAsync(fn::apply),
                f.thenAcceptAsync(fn::apply, pool),
                f.thenRun(see),
                f.thenRunAsync(see),
                f.thenRunAsync(see, pool),
                f.thenCombine(other, (a, b) -> fn.apply(a)),
                f.thenCombineAsync(other, (a, b) -> fn.apply(a)),
                f.thenCombineAsync(other, (a, b) -> fn.apply(a), pool),
                f.thenAcceptBoth(other, (a, b) -> see.run()),
                f.thenAcceptBothAsync(other, (a, b) -> see.run()),
                f.thenAcceptBothAsync(other, (a, b) -> see.run(), pool),
                f.runAfterBoth(other, see),
                f.runAfterBothAsync(other, see),
                f.runAfterBothAsync(other, see, pool),
                f.applyToEither(never, fn),
                f.applyToEitherAsync(never, fn),
                f.applyToEitherAsync(never, fn, pool),
                f.acceptEither(never, fn::apply),
                f.acceptEitherAsync(never, fn::apply),
                f.acceptEitherAsync(never, fn::apply, pool),
                f.runAfterEither(never, see),
                f.runAfterEitherAsync(never, see),
                f.runAfterEitherAsync(never, see, pool),
                f.thenCompose(stage),
                f.thenComposeAsync(stage),
                f.thenComposeAsync(stage, pool),
                f.handle((a, b) -> fn.apply("")),
                f.handleAsync((a, b) -> fn.apply("")),
                f.handleAsync((a, b) -> fn.apply(""), pool),
                f.whenComplete((a, b) -> see.run()),
                f.whenCompleteAsync((a, b) -> see.run()),
                f.whenCompleteAsync((a, b) -> see.run(), pool),
                f.exceptionally(fn::apply),
                f.exceptionallyAsync(fn::apply),
                f.exceptionallyAsync(fn::apply, pool),
                f.exceptionallyCompose(stage::apply),
                f.exceptionallyComposeAsync(stage::apply),
                f.exceptionallyComposeAsync(stage::apply, pool));
    }
}
