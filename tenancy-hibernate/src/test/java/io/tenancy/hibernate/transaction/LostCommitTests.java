package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.hibernate.housing.Housing;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The connection goes while COMMIT is under way, seen from a relay that knows how many bytes a COMMIT has. */
class LostCommitTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private static final long WARM_UP = 8;
    private static final RetryPolicy DEAD_ONES_FROM_THE_POOL =
            RetryPolicy.of(10).alsoOn("08006").alsoOn("08003");

    private static Counters counters;

    @BeforeAll
    static void open() {
        counters = new Counters();
    }

    @AfterAll
    static void close() {
        counters.close();
    }

    @BeforeEach
    void reset() {
        counters.reset();
    }

    @AfterEach
    void mend() {
        counters.housing.relay.cutAfterBytes(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void tellsThatNobodyKnows(String tenant) {
        long commit = bytesOfCommit(tenant);
        var lost = catchThrowableOfType(
                UnknownOutcomeException.class,
                () -> counters.in(
                        tenant, unit -> unit.retrying(RetryPolicy.of(5)).complete(cutOnce(commit))));
        assertThat(lost).hasMessageContaining(tenant).hasMessageContaining("withOutcomeCheck()");
        assertThat(lost.findTransaction()).isEmpty();
        assertThat(counters.amount(tenant, 1)).as("done once, and not again").isEqualTo(WARM_UP + 1);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void findsOutThatItWasDone(String tenant) {
        long commit = bytesOfCommit(tenant);
        var sent = new AtomicInteger();
        Completed<Long> completed = counters.in(
                tenant,
                unit -> unit.retrying(RetryPolicy.of(5)).withOutcomeCheck().complete((session, attempt) -> {
                    attempt.afterCommit(sent::incrementAndGet);
                    return cutOnce(commit).apply(session, attempt);
                }));
        assertThat(completed).isEqualTo(new Completed<>(WARM_UP + 1, 1));
        assertThat(sent).hasValue(1);
        assertThat(counters.amount(tenant, 1)).isEqualTo(WARM_UP + 1);
        counters.requireNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void findsOutThatItWasNotDoneAndDoesItAgain(String tenant) {
        bytesOfCommit(tenant);
        Completed<Long> completed = counters.in(
                tenant,
                unit -> unit.retrying(RetryPolicy.of(5)).withOutcomeCheck().complete(cutOnce(0)));
        assertThat(completed).isEqualTo(new Completed<>(WARM_UP + 1, 2));
        assertThat(counters.amount(tenant, 1)).isEqualTo(WARM_UP + 1);
        counters.requireNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void findsOutWhatBecameOfAKilledBackend(String tenant) {
        bytesOfCommit(tenant);
        Completed<Long> completed = counters.in(
                tenant,
                unit -> unit.retrying(RetryPolicy.of(5)).withOutcomeCheck().complete((session, attempt) -> {
                    int backend = session.createNativeQuery("select pg_backend_pid()", Integer.class)
                            .getSingleResult();
                    return atCommit(
                            session,
                            attempt,
                            () -> counters.housing.numberIn(
                                    tenant, "select pg_terminate_backend(" + backend + ", 60000)::int"));
                }));
        assertThat(completed).isEqualTo(new Completed<>(WARM_UP + 1, 2));
        assertThat(counters.amount(tenant, 1)).isEqualTo(WARM_UP + 1);
    }

    @Test
    void knowsThatNothingWasDoneIfItBreaksBefore() {
        bytesOfCommit(Housing.ROWS);
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> counters.in(
                        Housing.ROWS, unit -> unit.retrying(RetryPolicy.of(5)).call(session -> {
                            attempts.incrementAndGet();
                            Counters.first(session).add(1);
                            counters.housing.relay.cut();
                            return true;
                        })))
                .isNotInstanceOf(UnknownOutcomeException.class)
                .satisfies(e -> assertThat(Failure.of(e).lostConnection()).isTrue());
        assertThat(attempts).hasValue(1);
        assertThat(counters.amount(Housing.ROWS, 1)).isEqualTo(WARM_UP);
    }

    @Test
    void countsExactlyThoughConnectionsBreakAnywhere() {
        cutAnywhere(20, 7);
    }

    @Test
    @Tag("stress")
    void countsExactlyThoughThousandConnectionsBreakAnywhere() {
        cutAnywhere(1_000, new Random().nextLong());
    }

    private static void cutAnywhere(int rounds, long seed) {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        long done = 0;
        int lost = 0;
        for (int i = 0; i < rounds; i++) {
            counters.housing.relay.cutAfterBytes(random.nextInt(900));
            try {
                counters.in(Housing.ROWS, unit -> unit.retrying(RetryPolicy.of(5))
                        .withOutcomeCheck()
                        .call(LostCommitTests::increment));
                done++;
            } catch (UnknownOutcomeException e) {
                throw e; // the server is there to be asked
            } catch (RuntimeException e) {
                lost++;
            }
            assertThat(counters.amount(Housing.ROWS, 1)).isEqualTo(done);
        }
        assertThat(lost).as("broken connections").isPositive();
        assertThat(done).isPositive();
    }

    private static long increment(Session session) {
        Counter counter = Counters.first(session);
        counter.add(1);
        return counter.amount();
    }

    /** Cuts after so many bytes of the first attempt's COMMIT. */
    private static BiFunction<Session, Attempt, Long> cutOnce(long bytes) {
        return (session, attempt) -> atCommit(session, attempt, () -> counters.housing.relay.cutAfterBytes(bytes));
    }

    /** Called after the unit's own question for the transaction's id, since it is registered later. */
    private static long atCommit(Session session, Attempt attempt, Runnable mishap) {
        if (attempt.number() == 1) {
            session.getTransaction().runBeforeCompletion(mishap);
        }
        return increment(session);
    }

    /** Of a connection so warm that the driver has prepared COMMIT, as it then stays. */
    private static long bytesOfCommit(String tenant) {
        var before = new AtomicLong();
        for (int i = 0; i < WARM_UP; i++) {
            counters.in(tenant, unit -> unit.retrying(DEAD_ONES_FROM_THE_POOL).call(session -> {
                session.getTransaction().runBeforeCompletion(() -> before.set(counters.housing.relay.bytesSent()));
                return increment(session);
            }));
        }
        return counters.housing.relay.bytesSent() - before.get();
    }
}
