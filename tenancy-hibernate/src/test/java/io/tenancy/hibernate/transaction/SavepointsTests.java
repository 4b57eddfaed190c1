package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SavepointsTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private static final Counters COUNTERS = Counters.shared();

    @BeforeEach
    void reset() {
        COUNTERS.reset();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void aPartThatFailsLeavesNothingAndHarmsNothing(String tenant) {
        COUNTERS.in(
                tenant,
                unit -> unit.call(session -> {
                    Counter first = Counters.first(session);
                    first.add(1);
                    assertThatThrownBy(() -> Savepoints.in(session).run(part -> {
                                part.persist(new Counter(3, 3));
                                Counters.second(part).add(-1);
                            }))
                            .satisfies(
                                    e -> assertThat(Failure.of(e).sqlStates()).contains("23514"));
                    assertThat(session.contains(first)).isTrue();
                    first.add(1);
                    Counters.second(session).add(5);
                    return true;
                }));
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(2);
        assertThat(COUNTERS.amount(tenant, 2)).isEqualTo(5);
        assertThat(COUNTERS.housing.numberIn(tenant, "select count(*) from counter where id = 3"))
                .isZero();
        COUNTERS.requireNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void aPartThatSucceedsIsCommittedWithTheWhole(String tenant) {
        COUNTERS.in(
                tenant,
                unit -> unit.call(session -> {
                    Counters.first(session).add(1);
                    long seen = Savepoints.in(session).call(part -> {
                        part.persist(new Counter(3, 3));
                        return Counters.first(part).amount();
                    });
                    assertThat(seen).as("what the outer session changed before").isEqualTo(1);
                    return session.find(Counter.class, 3L);
                }));
        assertThat(COUNTERS.amount(tenant, 3)).isEqualTo(3);
        assertThatThrownBy(() -> COUNTERS.in(
                        tenant,
                        unit -> unit.call(session -> {
                            Savepoints.in(session).run(part -> part.persist(new Counter(4, 4)));
                            throw new IllegalStateException("the whole fails");
                        })))
                .hasMessage("the whole fails");
        assertThat(COUNTERS.housing.numberIn(tenant, "select count(*) from counter where id = 4"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void aBatchGoesOnWhenSomeFail(String tenant) {
        List<Long> amounts = List.of(10L, -1L, 30L, -2L, 50L);
        BatchReport<Long, Long> report = COUNTERS.in(
                tenant,
                unit -> unit.call(session -> {
                    Counters.first(session).add(1);
                    return Savepoints.in(session).each(amounts, (part, amount) -> {
                        var counter = new Counter(100 + Math.abs(amount), amount);
                        part.persist(counter);
                        return counter.id;
                    });
                }));
        assertThat(report.created()).containsExactly(110L, 130L, 150L);
        assertThat(report.failed()).extracting(BatchReport.Failed::index).containsExactly(1, 3);
        assertThat(report.failed()).extracting(BatchReport.Failed::item).containsExactly(-1L, -2L);
        assertThat(report.failed())
                .allSatisfy(failed ->
                        assertThat(Failure.of(failed.error()).sqlStates()).contains("23514"));
        assertThat(COUNTERS.housing.numberIn(
                        tenant, "select sum(amount) from counter where id > 100 and tenant_id = '" + tenant + "'"))
                .isEqualTo(90);
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(1);
        COUNTERS.housing.as(Housing.other(tenant), session -> assertThat(session.find(Counter.class, 110L))
                .isNull());
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void aBatchDoesNotGoOnAfterASerializationFailure(String tenant) {
        var items = new AtomicInteger();
        Completed<Integer> completed = COUNTERS.in(tenant, unit -> unit.isolation(Isolation.REPEATABLE_READ)
                .retrying(RetryPolicy.of(3))
                .complete((session, attempt) -> {
                    Counters.second(session);
                    if (attempt.number() == 1) {
                        COUNTERS.race(tenant, 1);
                    }
                    return Savepoints.in(session)
                            .each(List.of(1L, 2L), (part, id) -> {
                                items.incrementAndGet();
                                part.find(Counter.class, id).add(1);
                                return id;
                            })
                            .created()
                            .size();
                }));
        assertThat(completed).isEqualTo(new Completed<>(2, 2));
        assertThat(items).hasValue(3);
        assertThat(COUNTERS.amount(tenant, 1)).isEqualTo(101);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void aPartCostsTwoRoundTrips(String tenant) {
        assertThat(trips(tenant, 3) - trips(tenant, 0)).isEqualTo(3 * (1 + 2));
    }

    @Test
    void partsCanBeDividedAgain() {
        COUNTERS.in(
                Housing.ROWS,
                unit -> unit.call(session -> {
                    Savepoints.in(session).run(part -> {
                        part.persist(new Counter(3, 3));
                        assertThatThrownBy(() -> Savepoints.in(part).run(inner -> inner.persist(new Counter(4, -4))))
                                .satisfies(e ->
                                        assertThat(Failure.of(e).sqlStates()).contains("23514"));
                        part.persist(new Counter(5, 5));
                    });
                    return true;
                }));
        assertThat(COUNTERS.housing.numberIn(Housing.ROWS, "select count(*) from counter where id > 2"))
                .isEqualTo(2);
    }

    @Test
    void refusesASessionWithoutTransaction() {
        TenantContext.of(Housing.ROWS).run(() -> {
            try (Session session = COUNTERS.housing.tenancy.sessionFactory().openSession()) {
                assertThatThrownBy(() -> Savepoints.in(session))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "Savepoint of tenant 'rows-a' refused: expected a session in a transaction, found none."
                                        + " Begin one first.");
            }
        });
    }

    private static long trips(String tenant, int parts) {
        for (int i = 0; i < 2; i++) { // the first one may open a connection
            COUNTERS.housing.relay.reset();
            COUNTERS.in(
                    tenant,
                    unit -> unit.call(session -> {
                        Counters.first(session);
                        for (int part = 0; part < parts; part++) {
                            Savepoints.in(session)
                                    .run(inner -> Counters.second(inner).amount());
                        }
                        return true;
                    }));
        }
        return COUNTERS.housing.relay.roundTrips();
    }
}
