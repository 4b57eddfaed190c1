package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.TenancySettings;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.routing.TenantRouting;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.RollbackException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a factory that somebody else made, such as Spring: errors look different there, and transactions begin elsewhere. */
class JpaFactoryTests {

    private static final Counters COUNTERS = Counters.shared();
    private static EntityManagerFactory factory;

    private UnitOfWork unit;

    @BeforeAll
    static void open() {
        var connections = TenantRouting.find(
                        COUNTERS.housing.tenancy.sessionFactory().unwrap(SessionFactoryImplementor.class))
                .orElseThrow()
                .connections();
        factory = new HibernatePersistenceConfiguration("counting")
                .managedClasses(Counter.class)
                .properties(TenancySettings.of(connections).asMap())
                .createEntityManagerFactory();
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @BeforeEach
    void reset() {
        COUNTERS.reset();
        unit = UnitOfWork.of(factory.unwrap(SessionFactory.class));
    }

    @Test
    void findsTheConflictInAFailedCommit() {
        TenantContext.of(Housing.ROWS).run(() -> {
            assertThatThrownBy(() -> unit.call(session -> collide(session, 1))).isInstanceOf(RollbackException.class);
            COUNTERS.reset();
            Completed<Long> completed =
                    unit.retrying(RetryPolicy.of(3)).complete((session, attempt) -> collide(session, attempt.number()));
            assertThat(completed).isEqualTo(new Completed<>(101L, 2));
        });
        assertThat(COUNTERS.amount(Housing.ROWS, 1)).isEqualTo(101);
    }

    @Test
    void seesTransactionsThatWereBegunElsewhere() {
        TenantContext.of(Housing.ROWS).run(() -> {
            try (var manager = factory.createEntityManager()) {
                manager.getTransaction().begin();
                assertThatThrownBy(() -> unit.run(session -> Counters.first(session)))
                        .isInstanceOf(NestedTransactionException.class);
                manager.getTransaction().rollback();
            }
            assertThat(unit.call(Counters::first)).isNotNull();
        });
    }

    private static long collide(Session session, int attempt) {
        Counter counter = Counters.first(session);
        if (attempt == 1) {
            COUNTERS.race(Housing.ROWS, 1);
        }
        counter.add(1);
        return counter.amount();
    }
}
