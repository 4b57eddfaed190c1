package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.async.AsyncTransactions;
import io.tenancy.hibernate.housing.Housing;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.hibernate.SessionFactory;
import org.hibernate.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/transactions.md shows. */
class TransactionGuideTests {

    private static final Counters COUNTERS = Counters.shared();

    private final HibernateTenancy tenancy = COUNTERS.housing.tenancy;

    private TenantScope scope;

    @BeforeEach
    void enter() {
        COUNTERS.reset();
        COUNTERS.race(Housing.ROWS, 1);
        scope = TenantContext.of(Housing.ROWS).enter();
    }

    @AfterEach
    void leave() {
        scope.close();
    }

    @Test
    void aUnitOfWork() {
        var mails = new ArrayList<String>();
        long left = tenancy.transaction()
                .serializable()
                .retrying(RetryPolicy.of(5))
                .timeout(Duration.ofSeconds(20))
                .call(session -> {
                    Counter from = session.find(Counter.class, 1L);
                    Counter to = session.find(Counter.class, 2L);
                    from.add(-7);
                    to.add(7);
                    return from.amount();
                });
        assertThat(left).isEqualTo(93);

        Completed<Long> completed = tenancy.transaction()
                .retrying(RetryPolicy.of(5))
                .withOutcomeCheck()
                .complete((session, attempt) -> {
                    Counter counter = session.find(Counter.class, 1L);
                    counter.add(1);
                    attempt.afterCommit(() -> mails.add("counted"));
                    return counter.amount();
                });
        assertThat(completed).isEqualTo(new Completed<>(94L, 1));
        assertThat(mails).containsExactly("counted");
    }

    @Test
    void aFactoryOfYourOwn() {
        SessionFactory sessionFactory = tenancy.sessionFactory();
        MeterRegistry meters = new SimpleMeterRegistry();
        UnitOfWork unit = UnitOfWork.of(sessionFactory).withMeters(meters).withBudget(RetryBudget.of(0.2, 100));
        long amount = unit.call(session -> Counters.first(session).amount());
        assertThat(amount).isEqualTo(100);
        assertThat(meters.get("tenancy.transaction.attempts")
                        .tag("outcome", "committed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aLock() {
        tenancy.transaction().retrying(RetryPolicy.of(3).alsoOn("55P03")).run(session -> {
            Counter counter = session.find(Counter.class, 1L, LockModeType.PESSIMISTIC_WRITE, Timeouts.NO_WAIT);
            counter.add(1);
        });
        assertThat(COUNTERS.amount(Housing.ROWS, 1)).isEqualTo(101);
    }

    @Test
    void aBatchOfWhichSomeFail() {
        List<Long> amounts = List.of(1L, -2L, 3L);
        BatchReport<Long, Long> report = tenancy.transaction()
                .call(session -> Savepoints.in(session).each(amounts, (part, amount) -> {
                    var counter = new Counter(10 + amount, amount);
                    part.persist(counter);
                    return counter.id;
                }));
        assertThat(report.created()).containsExactly(11L, 13L);
        assertThat(report.failed()).extracting(BatchReport.Failed::item).containsExactly(-2L);
    }

    @Test
    void elsewhere() {
        try (var async = AsyncTransactions.of(4)) {
            CompletableFuture<String> report = async.call(
                            tenancy.transaction().readOnly().timeout(Duration.ofSeconds(30)),
                            session -> session.find(Counter.class, 1L).amount())
                    .thenApply(amount -> TenantContext.require("The report").tenant() + " has " + amount);
            assertThat(report.join()).isEqualTo("rows-a has 100");

            CompletableFuture<Object> sleeper = async.call(tenancy.transaction(), session -> session.createNativeQuery(
                            "select cast(pg_sleep(60) as text)", String.class)
                    .getSingleResult());
            sleeper.cancel(false); // at the server, too
            assertThatThrownBy(sleeper::join).isInstanceOf(CancellationException.class);
        }
    }
}
