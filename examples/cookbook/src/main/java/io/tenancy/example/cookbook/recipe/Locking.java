package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Owned;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.transaction.Attempt;
import io.tenancy.hibernate.transaction.Completed;
import io.tenancy.hibernate.transaction.RetryPolicy;
import io.tenancy.hibernate.transaction.UnitOfWork;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;

/** A version that somebody else raised, retried; money that moves under locks; a deadlock, retried too. */
public final class Locking {

    @Entity(name = "Account")
    static class Account extends Owned {

        @Id
        Long id;

        @Version
        int version;

        long cents;

        protected Account() {}

        Account(long id, long cents) {
            this.id = id;
            this.cents = cents;
        }
    }

    public static void main(String... args) throws Exception {
        Kitchen.cook(Locking::cook);
    }

    public static void cook(Kitchen kitchen) throws Exception {
        HibernateTenancy tenancy = kitchen.serve(Account.class);
        UnitOfWork unit = tenancy.transaction().retrying(RetryPolicy.of(5));
        try (var scope = TenantContext.of("acme").enter()) {
            unit.run(session -> {
                session.persist(new Account(1, 10_000));
                session.persist(new Account(2, 10_000));
            });

            Completed<Long> deposit = unit.complete((session, attempt) -> {
                Account account = session.find(Account.class, 1L);
                if (attempt.number() == 1) {
                    elsewhere(() -> unit.run(other -> other.find(Account.class, 1L).cents += 500)); // comes first
                }
                account.cents += 100;
                return account.cents;
            });
            kitchen.say("deposit: %d after %d attempts, nothing lost", deposit.result(), deposit.attempts());

            transfer(unit, 1, 2, 2_500);
            kitchen.say("after the transfer: %s", balances(unit));

            int attempts = deadlock(unit);
            kitchen.say("two that locked in opposite order: %d attempts, %s", attempts, balances(unit));
        }
    }

    /** {@code FOR UPDATE}, in the order of the ids: two transfers wait for each other in line, never in a circle. */
    private static void transfer(UnitOfWork unit, long from, long to, long cents) {
        unit.run(session -> {
            List<Account> locked = session.createSelectionQuery(
                            "from Account where id in :ids order by id", Account.class)
                    .setParameterList("ids", List.of(from, to))
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList();
            Account first = locked.get(0);
            Account second = locked.get(1);
            Account payer = first.id == from ? first : second;
            Account payee = first.id == from ? second : first;
            if (payer.cents < cents) {
                throw new IllegalStateException("Account " + from + " has not got that much.");
            }
            payer.cents -= cents;
            payee.cents += cents;
        });
    }

    /** The wrong way. PostgreSQL ends one of the two after a second (40P01), and its unit of work begins again. */
    private static int deadlock(UnitOfWork unit) throws Exception {
        var bothHoldOne = new CyclicBarrier(2);
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> {
            try (var scope = TenantContext.of("acme").enter()) {
                return careless(unit, 2, 1, bothHoldOne);
            }
        });
        return careless(unit, 1, 2, bothHoldOne) + other.get(1, TimeUnit.MINUTES);
    }

    private static int careless(UnitOfWork unit, long from, long to, CyclicBarrier bothHoldOne) {
        return unit.complete((session, attempt) -> {
                    Account payer = lock(session, from);
                    meet(attempt, bothHoldOne);
                    Account payee = lock(session, to);
                    payer.cents -= 100;
                    payee.cents += 100;
                    return payee.cents;
                })
                .attempts();
    }

    private static Account lock(Session session, long id) {
        return session.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private static void meet(Attempt attempt, CyclicBarrier barrier) {
        if (attempt.number() == 1) {
            try {
                barrier.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(() -> TenantContext.of("acme").run(work)).join();
    }

    private static List<Long> balances(UnitOfWork unit) {
        return unit.readOnly()
                .call(session -> session.createSelectionQuery("select cents from Account order by id", Long.class)
                        .getResultList());
    }
}
