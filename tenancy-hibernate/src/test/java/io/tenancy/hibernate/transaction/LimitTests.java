package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.transaction.TransactionStoppedException.Reason;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends a unit of work although it could be attempted again, and where none may begin. */
@Timeout(120)
class LimitTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private static final Counters COUNTERS = Counters.shared();

    @BeforeEach
    void reset() {
        COUNTERS.reset();
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        var e = exhausted(unit -> unit.retrying(RetryPolicy.of(3)));
        assertThat(e)
                .hasMessage(
                        "Unit of work of tenant 'rows-a' given up after 3 attempt(s), the last one with 'version': no"
                                + " attempt is left. Nothing was committed. Look for what so many change at once, or give it more"
                                + " time or attempts.")
                .hasCauseInstanceOf(OptimisticLockException.class);
        assertThat(e.attempts()).isEqualTo(3);
        assertThat(COUNTERS.metered("attempts", "version")).isEqualTo(3);
        assertThat(COUNTERS.metered("exhausted", "version")).isEqualTo(1);
        assertThat(COUNTERS.amount(Housing.ROWS, 1))
                .as("the others' changes only")
                .isEqualTo(300);
    }

    @Test
    void givesUpWhenTheBudgetIsSpent() {
        assertThat(exhausted(unit -> unit.retrying(RetryPolicy.of(10)).withBudget(RetryBudget.of(0, 2))))
                .hasMessageContaining("after 3 attempt(s)")
                .hasMessageContaining("budget");
    }

    @Test
    void earnsRetriesByUnits() {
        UnitOfWork frugal = COUNTERS.unit().retrying(RetryPolicy.of(2)).withBudget(RetryBudget.of(1, 1));
        assertThat(exhausted(any -> frugal).attempts()).isEqualTo(2);
        assertThat(exhausted(any -> frugal).attempts()).isEqualTo(2);
    }

    @Test
    void givesUpWhenThePauseWouldOutlastTheDeadline() {
        Duration day = Duration.ofDays(1);
        UnitOfWork late =
                COUNTERS.unit().retrying(RetryPolicy.of(10).pausing(day, day)).timeout(Duration.ofSeconds(20));
        assertThat(exhausted(any -> late))
                .hasMessageContaining("its time is up")
                .hasMessageContaining("after 1 attempt");
    }

    @Test
    void anInterruptEndsThePause() {
        Duration day = Duration.ofDays(1);
        UnitOfWork slow = COUNTERS.unit().retrying(RetryPolicy.of(10).pausing(day, day));
        Thread test = Thread.currentThread();
        var e = catchThrowableOfType(
                TransactionStoppedException.class,
                () -> COUNTERS.in(
                        Housing.ROWS,
                        any -> slow.call(session -> {
                            session.getTransaction().runAfterCompletion(status -> test.interrupt());
                            return collide(session);
                        })));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(e).hasCauseInstanceOf(OptimisticLockException.class);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void theDeadlineReachesARunningStatement(String tenant) {
        COUNTERS.in(
                tenant, unit -> unit.call(Counters::first)); // with a connection at hand the time is for the statement
        var e = catchThrowableOfType(
                TransactionStoppedException.class,
                () -> COUNTERS.in(
                        tenant, unit -> unit.timeout(Duration.ofMillis(1500)).call(session -> {
                            Counters.first(session).add(1);
                            session.flush();
                            return sleep(session);
                        })));
        assertThat(e.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(Failure.of(e).sqlStates()).contains("57014");
        assertThat(COUNTERS.amount(tenant, 1)).isZero();
        requireConnectionsUnharmed(tenant);
    }

    @Test
    void noStatementFollowsTheDeadline() {
        assertThatThrownBy(() -> COUNTERS.in(Housing.ROWS, unit -> unit.timeout(Duration.ofMillis(200))
                        .call(session -> {
                            CompletableFuture.runAsync(
                                            () -> {}, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS))
                                    .join();
                            return Counters.first(session);
                        })))
                .isInstanceOf(TransactionStoppedException.class)
                .hasMessage("Unit of work of tenant 'rows-a' stopped: its time was up. Nothing was committed.");
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void canBeCancelledFromAnotherThread(String tenant) {
        var cancellation = new Cancellation();
        CompletableFuture<Void> cancelled = whenAsleep(tenant, cancellation::cancel);
        var e = catchThrowableOfType(
                TransactionStoppedException.class,
                () -> COUNTERS.in(tenant, unit -> unit.cancelledBy(cancellation).call(LimitTests::sleep)));
        cancelled.join();
        assertThat(e.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(Failure.of(e).sqlStates()).contains("57014");
        assertThatThrownBy(() -> COUNTERS.in(
                        tenant, unit -> unit.cancelledBy(cancellation).call(Counters::first)))
                .isInstanceOf(TransactionStoppedException.class);
        requireConnectionsUnharmed(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void refusesToBeginWithinAnotherTransaction(String tenant) {
        Consumer<Session> nested = session -> assertThatThrownBy(
                        () -> COUNTERS.unit().run(inner -> Counters.first(inner).add(1)))
                .isInstanceOf(NestedTransactionException.class)
                .hasMessageContaining(tenant)
                .hasMessageContaining("Savepoints");
        COUNTERS.housing.as(tenant, nested);
        COUNTERS.in(tenant, unit -> {
            unit.run(nested);
            COUNTERS.housing.tenancy.sessionFactory().inTransaction(nested);
            COUNTERS.housing.tenancy.inStatelessTransaction(session -> nested.accept(null));
            unit.run(session -> Counters.first(session).add(1));
            return true;
        });
        assertThat(COUNTERS.amount(tenant, 1)).as("the last one, in no other").isEqualTo(1);
    }

    @Test
    void anotherThreadsTransactionIsNobodysConcern() {
        COUNTERS.housing.as(Housing.ROWS, session -> {
            var elsewhere =
                    CompletableFuture.supplyAsync(TenantContext.capture().wrapSupplier(() -> COUNTERS.unit()
                            .call(other -> Counters.first(other).amount())));
            assertThat(elsewhere.join()).isZero();
        });
    }

    @Test
    void refusesPoliciesThatMakeNoSense() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ofMillis(-1), Set.of("23514", "22012")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Retry policy refused: attempts 0, expected 1 or more; shortest pause PT0S, expected more than"
                                + " zero; longest pause PT-0.001S, expected at least the shortest; retry on [22012, 23514], which"
                                + " fail the same way each time.");
        assertThatThrownBy(() -> COUNTERS.unit().timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RetryBudget.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void retriesAUniqueKeyAndALockOnlyWhereThatWasAsked() {
        Failure duplicate = new Failure(Set.of("23505"), false, false);
        Failure locked = new Failure(Set.of("55P03"), false, false);
        RetryPolicy plain = RetryPolicy.of(2);
        assertThat(plain.findConflict(duplicate)).isEmpty();
        assertThat(plain.findConflict(locked)).isEmpty();
        assertThat(plain.alsoOn("23505").findConflict(duplicate)).contains("23505");
        assertThat(plain.alsoOn("55P03").findConflict(locked)).contains("55P03");
    }

    @Test
    void pausesGrowToTheirLimitAndNoFurther() {
        RetryPolicy policy = RetryPolicy.of(100);
        for (int attempt : List.of(1, 2, 5, 40, 64, 100)) {
            for (int i = 0; i < 100; i++) {
                long limit = attempt < 7 ? 5L << (attempt - 1) : 250;
                assertThat(policy.pauseAfter(attempt)).isBetween(Duration.ZERO, Duration.ofMillis(limit));
            }
        }
    }

    private static RetriesExhaustedException exhausted(Function<UnitOfWork, UnitOfWork> how) {
        return catchThrowableOfType(
                RetriesExhaustedException.class,
                () -> COUNTERS.in(Housing.ROWS, unit -> how.apply(unit).call(LimitTests::collide)));
    }

    /** In every attempt somebody else is faster. */
    private static long collide(Session session) {
        Counter counter = Counters.first(session);
        COUNTERS.race(Housing.ROWS, 1);
        counter.add(1);
        return counter.amount();
    }

    private static Object sleep(Session session) {
        return session.createNativeQuery("select cast(pg_sleep(60) as text)", String.class)
                .getSingleResult();
    }

    /** Runs it when the server says that a statement sleeps. */
    private static CompletableFuture<Void> whenAsleep(String tenant, Runnable action) {
        return CompletableFuture.runAsync(() -> {
            long asleep = 0;
            while (asleep == 0) {
                asleep = COUNTERS.housing.numberIn(
                        tenant, "select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
            }
            action.run();
        });
    }

    /** A late cancel request would meet the next one on the connection. */
    private static void requireConnectionsUnharmed(String tenant) {
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            COUNTERS.in(
                    tenant,
                    unit -> unit.call(session -> {
                        session.createNativeQuery("select cast(pg_sleep(0.005) as text)", String.class)
                                .getSingleResult();
                        return runs.incrementAndGet();
                    }));
        }
        assertThat(runs).hasValue(20);
    }
}
