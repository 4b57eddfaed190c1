package io.tenancy.hibernate.bookshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.async.AsyncTransactions;
import io.tenancy.hibernate.transaction.RetryPolicy;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.junit.AsActor;
import io.tenancy.testkit.junit.AsTenant;
import io.tenancy.testkit.junit.Conflicts;
import io.tenancy.testkit.junit.Isolation;
import io.tenancy.testkit.junit.QueryBudget;
import io.tenancy.testkit.junit.TenancyTest;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows. */
@TenancyTest(Bookshop.class)
@AsTenant("acme")
class BookTests {

    @RepeatedTest(2)
    @QueryBudget(selects = 1, inserts = 1)
    void savesABook(HibernateTenancy tenancy) {
        tenancy.inTransaction(session -> session.persist(new Book(1, "Momo")));

        assertThat(titles(tenancy)).containsExactly("Momo");
    }

    @Test
    void bookStaysWithItsTenant(HibernateTenancy tenancy, TwoTenants tenants) throws Exception {
        tenants.each((own, other) -> tenancy.inTransaction(session -> session.persist(new Book(1, "of " + own))))
                .eachSeesOnlyItsOwn(own -> "of " + own, () -> titles(tenancy));
    }

    @Test
    @AsTenant("initech")
    @AsActor("user:ann")
    void knowsWhoActs(HibernateTenancy tenancy) {
        assertThat(TenantContext.require("Test").actor()).isEqualTo(Actor.user("ann"));
        assertThat(titles(tenancy)).isEmpty();
    }

    @Test
    void ownSchemaAndSharedRowsStayApartInTheOneTransaction(HibernateTenancy tenancy) throws Exception {
        for (var tenants : List.of(TwoTenants.of("acme", "initech"), TwoTenants.of("initech", "globex"))) {
            tenants.each((own, other) ->
                    tenancy.inTransaction(session -> session.persist(new Book(number(own, other), "of " + own))));
            for (int i = 0; i < 2; i++) {
                tenants.eachSeesOnlyItsOwn(own -> "of " + own, () -> titles(tenancy));
            }
        }
    }

    private static long number(TenantId own, TenantId other) {
        return (own + " " + other).hashCode();
    }

    @Test
    void rolledBackWorkIsGone(HibernateTenancy tenancy) {
        tenancy.inTransaction(session -> session.persist(new Book(1, "Momo")));
        assertThatThrownBy(() -> tenancy.inTransaction(session -> {
                    session.persist(new Book(2, "Ronja"));
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(titles(tenancy)).containsExactly("Momo");
    }

    @Test
    @TenancyTest(isolation = Isolation.SANDBOX)
    void workerSeesWhatTheTestSaved(HibernateTenancy tenancy) {
        tenancy.inTransaction(session -> session.persist(new Book(1, "Momo")));
        try (var async = AsyncTransactions.of(4)) {
            CompletableFuture<List<String>> seen = async.call(tenancy.transaction(), BookTests::titles);

            assertThat(seen.join()).containsExactly("Momo");
        }
    }

    @Test
    @TenancyTest(isolation = Isolation.CLEAN)
    void anotherTransactionWins(HibernateTenancy tenancy, Conflicts conflicts) {
        tenancy.inTransaction(session -> session.persist(new Book(1, "Momo")));
        conflicts.loseRaceFor("book", rival -> {
            try (var update = rival.prepareStatement("update app.book set version = version + 1 where id = ?")) {
                update.setLong(1, 1);
                update.execute();
            }
        });

        assertThatThrownBy(() -> rename(tenancy, "Ronja")).isInstanceOf(OptimisticLockException.class);
    }

    @Test
    @TenancyTest(isolation = Isolation.CLONE)
    void retriesWhenTheCommitFails(HibernateTenancy tenancy, Conflicts conflicts) {
        conflicts.failNextCommits(2);
        var attempts = new AtomicInteger();

        tenancy.transaction().retrying(RetryPolicy.of(3)).run(session -> {
            attempts.incrementAndGet();
            session.persist(new Book(1, "Momo"));
        });

        assertThat(attempts).hasValue(3);
        assertThat(titles(tenancy)).containsExactly("Momo");
    }

    private static void rename(HibernateTenancy tenancy, String title) {
        tenancy.inTransaction(session -> session.find(Book.class, 1L).rename(title));
    }

    private static List<String> titles(HibernateTenancy tenancy) {
        return tenancy.fromTransaction(BookTests::titles);
    }

    private static List<String> titles(Session session) {
        return session.createSelectionQuery("select title from Book order by title", String.class)
                .getResultList();
    }
}
