package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.Timeouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a transaction can be asked to be holds from its first statement on, and for nobody after it. */
class IsolationTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private static final Counters COUNTERS = Counters.shared();

    @BeforeEach
    void reset() {
        COUNTERS.reset();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void levelHoldsForOneTransaction(String tenant) {
        for (Isolation level : Isolation.values()) {
            String held = COUNTERS.in(tenant, unit -> unit.isolation(level).call(IsolationTests::level));
            assertThat(held).isEqualTo(level.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            String next = COUNTERS.in(tenant, unit -> unit.call(IsolationTests::level));
            assertThat(next).isEqualTo("read committed");
        }
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void repeatableReadKeepsItsFirstSight(String tenant) {
        List<Long> seen = COUNTERS.in(
                tenant, unit -> unit.isolation(Isolation.REPEATABLE_READ).call(session -> {
                    long before = Counters.first(session).amount();
                    COUNTERS.race(tenant, 1);
                    session.clear();
                    return List.of(before, Counters.first(session).amount());
                }));
        assertThat(seen).containsExactly(0L, 0L);
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void readOnlyRefusesWritesAndEndsWithTheTransaction(String tenant) {
        assertThatThrownBy(() -> COUNTERS.in(tenant, unit -> unit.readOnly()
                        .call(session -> session.doReturningWork(connection -> connection
                                .prepareStatement("update counter set amount = 7")
                                .executeUpdate()))))
                .satisfies(e -> assertThat(Failure.of(e).sqlStates()).contains("25006"));
        COUNTERS.in(
                tenant,
                unit -> unit.call(session -> {
                    Counters.first(session).add(1);
                    return true;
                }));
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(1);
        COUNTERS.requireNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void costsWhatItSays(String tenant) {
        Consumer<Session> load = session -> assertThat(Counters.first(session)).isNotNull();
        UnitOfWork plain = COUNTERS.unit();
        assertThat(trips(tenant, plain, load)).isEqualTo(2);
        assertThat(trips(tenant, plain.readOnly(), load)).isEqualTo(2);
        assertThat(trips(tenant, plain.timeout(Duration.ofMinutes(1)), load)).isEqualTo(2);
        assertThat(trips(tenant, plain.cancelledBy(new Cancellation()), load)).isEqualTo(2);
        assertThat(trips(tenant, plain.serializable(), load)).isEqualTo(3);
        assertThat(trips(tenant, plain.withOutcomeCheck(), load)).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void locksAreTakenAsAsked(String tenant) {
        COUNTERS.in(tenant, unit -> {
            unit.run(session -> {
                session.find(Counter.class, 1L, LockModeType.PESSIMISTIC_WRITE);
                List<Counter> free =
                        elsewhere(unit, other -> other.createQuery("from Counter c order by c.id", Counter.class)
                                .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                                .list());
                assertThat(free).extracting(counter -> counter.id).containsExactly(2L);
                assertThatThrownBy(() -> elsewhere(
                                unit,
                                other -> other.find(
                                        Counter.class, 1L, LockModeType.PESSIMISTIC_WRITE, Timeouts.NO_WAIT)))
                        .satisfies(e -> assertThat(Failure.of(e).sqlStates()).contains("55P03"));
                List<Long> all = elsewhere(
                        unit, other -> other.createQuery("select c.id from Counter c order by c.id", Long.class)
                                .list());
                assertThat(all).as("who locks nothing waits for nobody").containsExactly(1L, 2L);
            });
            return true;
        });
    }

    private static <R> R elsewhere(UnitOfWork unit, Function<Session, R> work) {
        return CompletableFuture.supplyAsync(TenantContext.capture().wrapSupplier(() -> unit.call(work)))
                .join();
    }

    private static long trips(String tenant, UnitOfWork unit, Consumer<Session> work) {
        for (int i = 0; i < 2; i++) { // the first one may open a connection
            COUNTERS.housing.relay.reset();
            TenantContext.of(tenant).run(() -> unit.run(work));
        }
        return COUNTERS.housing.relay.roundTrips();
    }

    private static String level(Session session) {
        return session.createNativeQuery("select current_setting('transaction_isolation')", String.class)
                .getSingleResult();
    }
}
