package io.tenancy.postgres.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairShareTests {

    private static final ServerName MAIN = ServerName.of("main");
    private static final TenantId HEAVY = TenantId.of("heavy");
    private static final TenantId LIGHT = TenantId.of("light");
    private static final TenantId NEW = TenantId.of("new");
    private static final Plan PLAN = Plan.of("standard");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMillis(1);

    private record Turn(TenantId tenant, Admission admission) {}

    private final AtomicLong nanos = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void oneTenantMayHaveAllOfAnIdleServer() throws Exception {
        FairShare share = share(3);
        for (int i = 0; i < 3; i++) {
            claim(share, HEAVY, PLAN);
            next();
        }
        assertThat(share.held()).isEqualTo(3);
        assertThat(share.waiting()).isZero();
    }

    @Test
    void anotherSizeHoldsAtOnce() throws Exception {
        FairShare share = share(1);
        claim(share, HEAVY, PLAN);
        Turn first = next();
        queue(share, LIGHT, PLAN, 1);
        share.resize(2);
        Turn second = next();
        assertThat(second.tenant()).isEqualTo(LIGHT);
        share.resize(1);
        first.admission().close();
        assertThatExceptionOfType(TenantThrottledException.class).isThrownBy(() -> share.admit(NEW, PLAN, SHORT));
        second.admission().close();
        share.admit(NEW, PLAN, SHORT).close();
        assertThat(share.held()).isZero();
    }

    @Test
    void theNextConnectionOfABusyServerGoesToWhoUsedLeast() throws Exception {
        FairShare share = share(2);
        claim(share, HEAVY, PLAN);
        Turn first = next();
        claim(share, HEAVY, PLAN);
        next();
        queue(share, HEAVY, PLAN, 5);
        queue(share, LIGHT, PLAN, 1);
        pass(Duration.ofMillis(50));
        first.admission().close();
        assertThat(next().tenant()).isEqualTo(LIGHT);
        assertThat(share.waiting()).isEqualTo(5);
    }

    @Test
    void sharesABusyServerByWeight() throws Exception {
        FairShare share = share(1);
        claim(share, NEW, PLAN);
        Turn turn = next();
        queue(share, HEAVY, PLAN.withWeight(3), 300);
        queue(share, LIGHT, PLAN, 300);
        Map<TenantId, Integer> served = serve(turn, 200, Duration.ofMillis(5));
        assertThat(served.get(HEAVY)).isBetween(148, 152);
        assertThat(served.get(LIGHT)).isBetween(48, 52);
    }

    /** It is time that is shared: who holds connections ten times as long gets a tenth as many. */
    @Test
    void sharesTimeAndNotTurns() throws Exception {
        FairShare share = share(1);
        claim(share, NEW, PLAN);
        Turn turn = next();
        queue(share, HEAVY, PLAN, 200);
        queue(share, LIGHT, PLAN, 200);
        var served = new HashMap<TenantId, Integer>();
        for (int i = 0; i < 110; i++) {
            pass(turn.tenant().equals(HEAVY) ? Duration.ofMillis(10) : Duration.ofMillis(1));
            turn.admission().close();
            turn = next();
            served.merge(turn.tenant(), 1, Integer::sum);
        }
        assertThat(served.get(LIGHT) / (double) served.get(HEAVY)).isBetween(7.0, 13.0);
    }

    @Test
    void nobodySavesUpWhatItDidNotUse() throws Exception {
        FairShare share = share(1);
        claim(share, NEW, PLAN);
        Turn turn = next();
        queue(share, HEAVY, PLAN, 200);
        turn = serveOn(turn, 50, Duration.ofMillis(5));
        queue(share, LIGHT, PLAN, 100);
        Map<TenantId, Integer> served = serve(turn, 40, Duration.ofMillis(5));
        assertThat(served.get(HEAVY)).isBetween(19, 21);
    }

    @Test
    void refusesAtOnceWhoComesToAFullQueue() throws Exception {
        FairShare share = share(4);
        Plan small = PLAN.withMaximumConnections(1).withMaximumWaiting(2);
        claim(share, HEAVY, small);
        Turn first = next();
        queue(share, HEAVY, small, 2);
        assertThatExceptionOfType(TenantThrottledException.class)
                .isThrownBy(() -> share.admit(HEAVY, small, LONG))
                .withMessage("Tenant 'heavy' throttled on server 'main': 2 wait already, as its plan 'standard' allows."
                        + " Try again later, or give its plan more connections or a longer queue.")
                .satisfies(refusal -> {
                    assertThat(refusal.limit()).isEqualTo(Limit.QUEUE);
                    assertThat(refusal.retryAfter()).isPositive();
                    assertThat(refusal.server()).isEqualTo(MAIN);
                });
        claim(share, LIGHT, small);
        assertThat(next().tenant()).as("the others' share").isEqualTo(LIGHT);
        first.admission().close();
        assertThat(next().tenant()).isEqualTo(HEAVY);
    }

    @Test
    void refusesWhoseTurnDoesNotComeInTime() throws Exception {
        FairShare share = share(1);
        claim(share, HEAVY, PLAN);
        Turn first = next();
        assertThatExceptionOfType(TenantThrottledException.class)
                .isThrownBy(() -> share.admit(LIGHT, PLAN, SHORT))
                .satisfies(refusal -> assertThat(refusal.limit()).isEqualTo(Limit.WAIT));
        first.admission().close();
        assertThat(share.tenants()).isZero();
        claim(share, LIGHT, PLAN);
        assertThat(next().tenant()).isEqualTo(LIGHT);
    }

    @Test
    void whoHoldsOneGoesBeforeAllOthersAndPastItsPlan() throws Exception {
        FairShare share = share(2);
        Plan one = PLAN.withMaximumConnections(1);
        try (Admission outer = share.admit(LIGHT, one, LONG)) {
            try (Admission inner = share.admit(LIGHT, one, LONG)) {
                queue(share, HEAVY, PLAN, 3);
                assertThat(share.held()).isEqualTo(2);
            }
            Turn heavy = next();
            Future<?> release = threads.submit(() -> {
                while (share.waiting() < 3) {
                    LockSupport.parkNanos(100_000);
                }
                heavy.admission().close();
            });
            try (Admission inner = share.admit(LIGHT, one, LONG)) {
                release.get();
                assertThat(turns).as("others that were served first").isEmpty();
            }
        }
    }

    @Test
    void refusesTheLastOfThoseWhoWouldWaitForEachOther() throws Exception {
        FairShare share = share(2);
        try (Admission mine = share.admit(LIGHT, PLAN, LONG)) {
            Future<Boolean> other = threads.submit(() -> {
                try (Admission outer = share.admit(HEAVY, PLAN, LONG);
                        Admission inner = share.admit(HEAVY, PLAN, LONG)) {
                    return true;
                }
            });
            while (share.waiting() < 1) {
                LockSupport.parkNanos(100_000);
            }
            assertThatExceptionOfType(TenantThrottledException.class)
                    .isThrownBy(() -> share.admit(LIGHT, PLAN, LONG))
                    .withMessageContaining("all 2 connections are held by threads that want one more")
                    .satisfies(refusal -> assertThat(refusal.limit()).isEqualTo(Limit.NESTING));
            mine.close();
            assertThat(other.get()).isTrue();
        }
        assertThat(share.tenants()).isZero();
        assertThat(share.held()).isZero();
    }

    @Test
    void interruptionLeavesNothingBehind() throws Exception {
        FairShare share = share(1);
        claim(share, HEAVY, PLAN);
        Turn first = next();
        Future<Admission> waiting = threads.submit(() -> share.admit(LIGHT, PLAN, LONG));
        while (share.waiting() < 1) {
            LockSupport.parkNanos(100_000);
        }
        threads.shutdownNow();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(waiting::get)
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(share.waiting()).isZero();
        first.admission().close();
        first.admission().close();
        assertThat(share.held()).isZero();
        assertThat(share.tenants()).isZero();
    }

    @Test
    void aPlanThatAllowsMoreHoldsForThoseWhoWaitAlready() throws Exception {
        FairShare share = share(4);
        Plan one = PLAN.withMaximumConnections(1);
        claim(share, LIGHT, one);
        next();
        queue(share, LIGHT, one, 2);
        claim(share, LIGHT, one.withMaximumConnections(4));
        for (int i = 0; i < 3; i++) {
            assertThat(next().tenant()).isEqualTo(LIGHT);
        }
    }

    private FairShare share(int connections) {
        return FairShare.of(MAIN, connections, nanos::get);
    }

    /** On a thread of its own: one that holds a connection already would count as nested. */
    private void claim(FairShare share, TenantId tenant, Plan plan) {
        var claimant = new Thread(() -> {
            try {
                turns.add(new Turn(tenant, share.admit(tenant, plan, LONG)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        claimant.setDaemon(true);
        claimant.start();
    }

    /** So many threads of the tenant that wait, one behind the other. */
    private void queue(FairShare share, TenantId tenant, Plan plan, int size) {
        int before = share.waiting();
        for (int i = 1; i <= size; i++) {
            claim(share, tenant, plan);
            while (share.waiting() < before + i) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private Turn next() throws InterruptedException {
        Turn turn = turns.poll(2, TimeUnit.MINUTES);
        assertThat(turn).as("somebody whose turn it is").isNotNull();
        return turn;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Map<TenantId, Integer> serve(Turn first, int times, Duration each) throws InterruptedException {
        var served = new HashMap<TenantId, Integer>();
        List<Turn> all = new ArrayList<>(List.of(first));
        for (int i = 0; i < times; i++) {
            all.add(serveOn(all.get(i), 1, each));
            served.merge(all.get(i + 1).tenant(), 1, Integer::sum);
        }
        return served;
    }

    private Turn serveOn(Turn first, int times, Duration each) throws InterruptedException {
        Turn turn = first;
        for (int i = 0; i < times; i++) {
            pass(each);
            turn.admission().close();
            turn = next();
        }
        return turn;
    }
}
