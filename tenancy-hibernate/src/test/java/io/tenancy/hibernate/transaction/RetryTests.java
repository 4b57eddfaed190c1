package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantExecutors;
import io.tenancy.hibernate.housing.Housing;
import jakarta.persistence.OptimisticLockException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.hibernate.TransactionException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";
    private static final int THREADS = 50;

    private static final Counters COUNTERS = Counters.shared();

    @BeforeEach
    void reset() {
        COUNTERS.reset();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void fiftyThreadsCountToTheExactSum(String tenant) throws Exception {
        UnitOfWork unit = COUNTERS.unit().retrying(RetryPolicy.of(1_000)).withBudget(RetryBudget.of(0, 100_000));
        var barrier = new CyclicBarrier(THREADS);
        Callable<Integer> once = () -> {
            barrier.await(30, TimeUnit.SECONDS);
            return unit.complete((session, attempt) -> {
                        Counters.first(session).add(1);
                        return attempt;
                    })
                    .attempts();
        };
        int attempts = together(tenant, THREADS, once).stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(THREADS);
        assertThat(attempts).as("attempts; none was in conflict?").isGreaterThan(THREADS);
        COUNTERS.requireNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void retriesASerializationFailureAtFlush(String tenant) {
        UnitOfWork unit = COUNTERS.unit().isolation(Isolation.REPEATABLE_READ);
        assertThatThrownBy(() -> COUNTERS.in(tenant, any -> unit.call(session -> unbatched(session, tenant, 1))))
                .hasCauseInstanceOf(LockAcquisitionException.class)
                .satisfies(e ->
                        assertThat(Failure.has(BatchUpdateException.class, e)).isFalse());
        COUNTERS.reset();
        assertRetriedOnce(tenant, unit, "40001", (session, attempt) -> unbatched(session, tenant, attempt.number()));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void retriesASerializationFailureInABatch(String tenant) {
        UnitOfWork unit = COUNTERS.unit().isolation(Isolation.REPEATABLE_READ);
        assertThatThrownBy(() -> COUNTERS.in(tenant, any -> unit.call(session -> raceOnce(session, tenant, 1, 2))))
                .satisfies(e ->
                        assertThat(Failure.has(BatchUpdateException.class, e)).isTrue());
        COUNTERS.reset();
        assertRetriedOnce(tenant, unit, "40001", (session, attempt) -> raceOnce(session, tenant, attempt.number(), 2));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void retriesASerializationFailureAtCommit(String tenant) {
        UnitOfWork unit = COUNTERS.unit().serializable();
        assertThatThrownBy(() -> COUNTERS.in(tenant, any -> unit.call(session -> skewOnce(session, tenant, 1))))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("Unable to commit");
        COUNTERS.reset();
        assertRetriedOnce(tenant, unit, "40001", (session, attempt) -> skewOnce(session, tenant, attempt.number()));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void seesAVersionConflictAndRetriesIt(String tenant) {
        assertThatThrownBy(() -> COUNTERS.in(tenant, unit -> unit.call(session -> raceOnce(session, tenant, 1, 1))))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(100);
        COUNTERS.reset();
        assertRetriedOnce(
                tenant,
                COUNTERS.unit(),
                "version",
                (session, attempt) -> raceOnce(session, tenant, attempt.number(), 1));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void retriesADeadlock(String tenant) throws Exception {
        var barrier = new CyclicBarrier(2);
        var order = new AtomicInteger();
        UnitOfWork unit = COUNTERS.unit().retrying(RetryPolicy.of(5));
        Callable<Integer> crossing = () -> {
            int mine = order.incrementAndGet();
            return unit.complete((session, attempt) -> {
                        take(session, mine);
                        if (attempt.number() == 1) {
                            meet(barrier);
                        }
                        take(session, 3 - mine);
                        return attempt;
                    })
                    .attempts();
        };
        assertThat(together(tenant, 2, crossing)).containsExactlyInAnyOrder(1, 2);
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(2);
        assertThat(COUNTERS.amount(tenant, 2)).isEqualTo(2);
        assertThat(COUNTERS.metered("attempts", "40P01")).isEqualTo(1);
        COUNTERS.requireNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void neverRetriesWhatFailsTheSameWayEachTime(String tenant) {
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> COUNTERS.in(
                        tenant, unit -> unit.retrying(RetryPolicy.of(5)).call(session -> {
                            attempts.incrementAndGet();
                            Counters.first(session).add(-1);
                            return true;
                        })))
                .satisfies(e -> assertThat(Failure.of(e).sqlStates()).containsExactly("23514"));
        assertThatThrownBy(() -> COUNTERS.in(
                        tenant, unit -> unit.retrying(RetryPolicy.of(5)).call(session -> {
                            attempts.incrementAndGet();
                            return session.createNativeQuery("select 1 / 0", Integer.class)
                                    .getSingleResult();
                        })))
                .satisfies(e -> assertThat(Failure.of(e).sqlStates()).containsExactly("22012"));
        assertThat(attempts).hasValue(2);
    }

    @Test
    void findsAConflictThatTheWorkWrapped() {
        assertRetriedOnce(Housing.ROWS, COUNTERS.unit(), "version", (session, attempt) -> {
            long amount = raceOnce(session, Housing.ROWS, attempt.number(), 1);
            try {
                session.flush();
            } catch (RuntimeException e) {
                throw new IllegalStateException("cannot count", e);
            }
            return amount;
        });
    }

    @Test
    void readsAfreshInASessionOfItsOwn() {
        var sessions = new ArrayList<Session>();
        var seen = new ArrayList<Long>();
        COUNTERS.in(Housing.ROWS, unit -> unit.retrying(RetryPolicy.of(2)).complete((session, attempt) -> {
            sessions.add(session);
            Counter counter = Counters.first(session);
            seen.add(counter.amount());
            return raceOnce(session, Housing.ROWS, attempt.number(), 1);
        }));
        assertThat(sessions).doesNotHaveDuplicates().hasSize(2).noneMatch(Session::isOpen);
        assertThat(seen).containsExactly(0L, 100L);
    }

    @Test
    void dropsTheActionsOfAFailedAttempt() {
        var sent = new ArrayList<String>();
        COUNTERS.in(Housing.ROWS, unit -> unit.retrying(RetryPolicy.of(2)).complete((session, attempt) -> {
            attempt.afterCommit(() -> {
                throw new IllegalStateException("logged, and the next one still runs");
            });
            attempt.afterCommit(() -> sent.add("attempt " + attempt.number() + " at "
                    + unit.call(next -> Counters.first(next).amount())));
            return raceOnce(session, Housing.ROWS, attempt.number(), 1);
        }));
        assertThat(sent).containsExactly("attempt 2 at 101");
    }

    @Test
    void worksWithoutStateToo() {
        String tenant = Housing.SCHEMA;
        Completed<Long> completed = COUNTERS.in(tenant, unit -> unit.isolation(Isolation.REPEATABLE_READ)
                .retrying(RetryPolicy.of(2))
                .completeStateless((session, attempt) -> {
                    Counter counter = session.get(Counter.class, 1L);
                    if (attempt.number() == 1) {
                        COUNTERS.race(tenant, 1);
                    }
                    counter.add(1);
                    session.update(counter);
                    return counter.amount();
                }));
        assertThat(completed).isEqualTo(new Completed<>(101L, 2));
    }

    private static void assertRetriedOnce(
            String tenant, UnitOfWork unit, String conflict, BiFunction<Session, Attempt, Long> work) {
        Completed<Long> completed =
                COUNTERS.in(tenant, any -> unit.retrying(RetryPolicy.of(3)).complete(work));
        assertThat(completed).isEqualTo(new Completed<>(101L, 2));
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(101);
        assertThat(COUNTERS.metered("attempts", conflict)).isEqualTo(1);
        assertThat(COUNTERS.metered("exhausted", conflict)).isZero();
        COUNTERS.requireNeighbourUntouched(tenant);
    }

    /** Adds one to so many counters; in the first attempt somebody else has changed the first one meanwhile. */
    static long raceOnce(Session session, String tenant, int attempt, int many) {
        Counter first = Counters.first(session);
        if (many > 1) {
            Counters.second(session).add(1);
        }
        if (attempt == 1) {
            COUNTERS.race(tenant, 1);
        }
        first.add(1);
        return first.amount();
    }

    private static long unbatched(Session session, String tenant, int attempt) {
        session.setJdbcBatchSize(1);
        return raceOnce(session, tenant, attempt, 1);
    }

    /** Each reads what the other writes: only at COMMIT can PostgreSQL tell that no order explains both. */
    private static long skewOnce(Session session, String tenant, int attempt) {
        var sum = session.createQuery("select sum(c.amount) from Counter c", Long.class);
        sum.getSingleResult();
        Counters.first(session).add(attempt == 1 ? 1 : 101);
        session.flush();
        if (attempt == 1) {
            try (Connection other = COUNTERS.housing.witness(tenant);
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("set transaction isolation level serializable");
                statement.execute("select sum(amount) from counter");
                statement.execute("update counter set amount = amount where id = 2 and tenant_id = '" + tenant + "'");
                other.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return Counters.first(session).amount();
    }

    private static void take(Session session, long id) {
        session.createMutationQuery("update Counter c set c.amount = c.amount + 1 where c.id = " + id)
                .executeUpdate();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R> List<R> together(String tenant, int threads, Callable<R> work)
            throws InterruptedException, ExecutionException {
        var executor = TenantExecutors.perTask();
        try (var scope = TenantContext.of(tenant).enter()) {
            List<Future<R>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(work));
            }
            var results = new ArrayList<R>();
            for (Future<R> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            executor.shutdown();
        }
    }
}
