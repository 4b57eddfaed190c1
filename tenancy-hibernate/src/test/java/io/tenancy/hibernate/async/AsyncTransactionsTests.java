package io.tenancy.hibernate.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.transaction.Completed;
import io.tenancy.hibernate.transaction.Counter;
import io.tenancy.hibernate.transaction.Counters;
import io.tenancy.hibernate.transaction.ForeignThreadException;
import io.tenancy.hibernate.transaction.RetryPolicy;
import io.tenancy.hibernate.transaction.TransactionStoppedException;
import io.tenancy.hibernate.transaction.UnitOfWork;
import io.tenancy.refusal.NoTenantException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class AsyncTransactionsTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";
    private static final int CONNECTIONS = 2;

    private static final Counters COUNTERS = Counters.shared();

    private AsyncTransactions async;

    @BeforeEach
    void start() {
        COUNTERS.reset();
        async = AsyncTransactions.of(CONNECTIONS);
    }

    @AfterEach
    void stop() {
        async.close();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void worksForWhoHandedItIn(String tenant) {
        CompletableFuture<String> told = in(tenant, unit -> async.call(unit, session -> {
                    Counters.first(session).add(1);
                    return Thread.currentThread().getName();
                })
                .thenApply(worker -> TenantContext.require("A stage").tenant() + " by " + worker));
        assertThat(told.join()).startsWith(tenant + " by tenancy-async-");
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(1);
        COUNTERS.requireNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void aCancelledFutureEndsItsStatement(String tenant) {
        CompletableFuture<Object> sleeper = in(
                tenant,
                unit -> async.call(unit, session -> {
                    Counters.first(session).add(1);
                    session.flush();
                    return sleep(session);
                }));
        awaitSleepers(tenant, 1);
        sleeper.cancel(false);
        awaitSleepers(tenant, 0);
        async.close();
        assertThat(COUNTERS.amount(tenant, 1)).isZero();
        assertThatThrownBy(sleeper::join).isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void theDeadlineReachesTheStatement(String tenant) {
        CompletableFuture<Object> sleeper =
                in(tenant, unit -> async.call(unit.timeout(Duration.ofMillis(400)), AsyncTransactionsTests::sleep));
        assertThatThrownBy(sleeper::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TransactionStoppedException.class);
        awaitSleepers(tenant, 0);
    }

    @Test
    void theDeadlineIncludesTheTimeInLine() {
        var gate = new CountDownLatch(1);
        var ran = new AtomicInteger();
        List<CompletableFuture<Boolean>> blockers = in(
                Housing.ROWS,
                unit -> List.of(async.call(unit, session -> pass(gate)), async.call(unit, session -> pass(gate))));
        CompletableFuture<Integer> late = in(
                Housing.ROWS,
                unit -> async.call(unit.timeout(Duration.ofMillis(100)), session -> ran.incrementAndGet()));
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(gate::countDown);
        assertThatThrownBy(late::join).hasCauseInstanceOf(TransactionStoppedException.class);
        assertThat(ran).hasValue(0);
        assertThat(blockers).allSatisfy(blocker -> assertThat(blocker.join()).isTrue());
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void aSessionIsRefusedOnAnotherThread(String tenant) {
        CompletableFuture<Counter> crossing = in(
                tenant,
                unit -> async.call(unit, session -> {
                    Counters.first(session).add(1);
                    return CompletableFuture.supplyAsync(
                                    TenantContext.capture().wrapSupplier(() -> Counters.second(session)))
                            .join();
                }));
        assertThatThrownBy(crossing::join)
                .hasRootCauseInstanceOf(ForeignThreadException.class)
                .hasMessageContaining(tenant)
                .hasMessageContaining("tenancy-async-");
        assertThat(COUNTERS.amount(tenant, 1)).as("nothing of it was committed").isZero();
    }

    @Test
    void anEntityThatStillLoadsIsRefusedAfterwards() {
        COUNTERS.housing.executeIn(
                Housing.ROWS, "update counter set previous_id = 2 where id = 1 and tenant_id = 'rows-a'");
        Counter counter =
                in(Housing.ROWS, unit -> async.call(unit, Counters::first)).join();
        assertThat(counter.amount()).isZero();
        assertThatThrownBy(() -> counter.previous().amount()).isInstanceOf(LazyInitializationException.class);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void retriesAndCountsExactly(String tenant) {
        List<CompletableFuture<Completed<Boolean>>> all = in(tenant, unit -> {
            var futures = new ArrayList<CompletableFuture<Completed<Boolean>>>();
            for (int i = 0; i < 30; i++) {
                futures.add(async.complete(unit.retrying(RetryPolicy.of(100)), (session, attempt) -> {
                    Counters.first(session).add(1);
                    return true;
                }));
            }
            return futures;
        });
        assertThat(all).allSatisfy(future -> assertThat(future.join().result()).isTrue());
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(30);
    }

    @Test
    void runsNoMoreAtOnceThanItWasGiven() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var pair = new CyclicBarrier(CONNECTIONS);
        var futures = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 20; i++) {
            futures.add(in(
                    Housing.ROWS,
                    unit -> async.run(unit, session -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        meet(pair); // so many are there at once
                        now.decrementAndGet();
                    })));
        }
        futures.forEach(CompletableFuture::join);
        assertThat(most.get()).isEqualTo(CONNECTIONS);
    }

    @Test
    void refusesWhatMayNotEvenWait() {
        var gate = new CountDownLatch(1);
        try (var small = AsyncTransactions.of(1, 1)) {
            CompletableFuture<Boolean> running = in(Housing.ROWS, unit -> small.call(unit, session -> pass(gate)));
            CompletableFuture<Boolean> waiting = in(Housing.ROWS, unit -> small.call(unit, session -> true));
            CompletableFuture<Boolean> refused = in(Housing.ROWS, unit -> small.call(unit, session -> true));
            assertThatThrownBy(refused::join).hasCauseInstanceOf(RejectedExecutionException.class);
            gate.countDown();
            assertThat(running.join()).isTrue();
            assertThat(waiting.join()).isTrue();
        }
    }

    @Test
    void withoutATenantNothingRuns() {
        CompletableFuture<Counter> lost = async.call(COUNTERS.unit(), Counters::first);
        assertThatThrownBy(lost::join).hasCauseInstanceOf(NoTenantException.class);
    }

    @Test
    void threadsAreVirtualWhereThereAreSome() throws ReflectiveOperationException {
        Thread worker = in(Housing.ROWS, unit -> async.call(unit, session -> Thread.currentThread()))
                .join();
        assertThat(worker.isDaemon()).isTrue();
        if (Runtime.version().feature() >= 21) {
            assertThat(Thread.class.getMethod("isVirtual").invoke(worker)).isEqualTo(true);
        }
    }

    private static <R> R in(String tenant, Function<UnitOfWork, R> work) {
        return COUNTERS.in(tenant, work);
    }

    private static Object sleep(Session session) {
        return session.createNativeQuery("select cast(pg_sleep(60) as text)", String.class)
                .getSingleResult();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean pass(CountDownLatch gate) {
        try {
            return gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitSleepers(String tenant, long expected) {
        long found = -1;
        while (found != expected) {
            found = COUNTERS.housing.numberIn(
                    tenant, "select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
        }
    }
}
