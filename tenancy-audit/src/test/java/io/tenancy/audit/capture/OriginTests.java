package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.audit.refusal.ActorMissingException;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantExecutors;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.transaction.RetryPolicy;
import io.tenancy.hibernate.transaction.Savepoints;
import java.util.concurrent.ExecutionException;
import org.hibernate.Session;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who did it is who was bound when the work began. */
class OriginTests {

    private static final String TENANT = Housing.ROWS;
    private static final Actor BOB = Actor.job("bob");

    private final Office office = Office.shared();
    private final long id = Office.id();

    @Test
    void isWhoeverBeganThoughTheScopeIsClosedBeforeTheCommit() {
        Session session;
        try (var scope = Office.context(TENANT).enter()) {
            session = office.housing.tenancy.sessionFactory().openSession();
            session.beginTransaction();
            session.persist(new Letter(id, "hello"));
        }
        // Another one of the same tenant, or the guard would not let it flush.
        try (session;
                var scope = TenantContext.of(TENANT).withActor(BOB).enter()) {
            session.getTransaction().commit();
        }
        assertThat(event().actor()).isEqualTo(Office.ANN);
        assertThat(event().findCorrelationId()).contains("mail-7");
    }

    @Test
    void isAskedForAnewWithEachTransactionOfASession() {
        Session session;
        try (var scope = Office.context(TENANT).enter()) {
            session = office.housing.tenancy.sessionFactory().openSession();
        }
        try (session;
                var scope = TenantContext.of(TENANT).withActor(BOB).enter()) {
            session.beginTransaction();
            session.persist(new Letter(id, "hello"));
            session.getTransaction().commit();
        }
        assertThat(event().actor()).isEqualTo(BOB);
        assertThat(event().findCorrelationId()).isEmpty();
    }

    @Test
    void hopsAlongToOtherThreads() throws InterruptedException, ExecutionException {
        var executor = TenantExecutors.perTask(); // virtual threads where there are some
        try (var scope = Office.context(TENANT).enter()) {
            executor.submit(() ->
                            office.housing.tenancy.inTransaction(session -> session.persist(new Letter(id, "hello"))))
                    .get();
        } finally {
            executor.shutdown();
        }
        assertThat(event().actor()).isEqualTo(Office.ANN);
    }

    @Test
    void hasTheNumberOfTheAttempt() {
        var unit = office.housing.tenancy.transaction().retrying(RetryPolicy.of(2));
        Office.context(TENANT)
                .run(() -> unit.complete((session, attempt) -> {
                    session.persist(new Letter(id, "attempt " + attempt.number()));
                    session.flush();
                    if (attempt.number() == 1) {
                        throw conflict();
                    }
                    return session;
                }));
        assertThat(event().attempt()).isEqualTo(2);
        assertThat(event().actor()).isEqualTo(Office.ANN);
        assertThat(event().after()).containsEntry("subject", "attempt 2");
    }

    @Test
    void holdsWithinSavepoints() {
        office.as(TENANT, session -> {
            Savepoints.in(session).run(part -> part.persist(new Letter(id, "kept")));
            assertThatThrownBy(() -> Savepoints.in(session).run(part -> {
                        part.find(Letter.class, id).subject = "never";
                        part.flush();
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
        });
        assertThat(event().after()).containsEntry("subject", "kept");
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void mustBeKnown(String tenant) {
        TenantContext.of(tenant).run(() -> {
            assertThatThrownBy(() ->
                            office.housing.tenancy.inTransaction(session -> session.persist(new Letter(id, "hello"))))
                    .isInstanceOfSatisfying(ActorMissingException.class, refusal -> {
                        assertThat(refusal.entity()).isEqualTo("Letter");
                        assertThat(refusal.findTenant().orElseThrow().value()).isEqualTo(tenant);
                    });
            assertThatThrownBy(() -> office.housing.tenancy.inStatelessTransaction(
                            session -> session.insert(new Letter(id, "hello"))))
                    .isInstanceOf(ActorMissingException.class);
            // What is not recorded needs none.
            office.housing.tenancy.inTransaction(session -> session.persist(new Topic(id, "tea")));
        });
        assertThat(office.housing.numberIn(tenant, "select count(*) from letter where id = " + id))
                .isZero();
    }

    private AuditEvent event() {
        var events = office.history(TENANT, Letter.class, id);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static LockAcquisitionException conflict() {
        return new LockAcquisitionException("planted", new java.sql.SQLException("planted", "40001"));
    }
}
