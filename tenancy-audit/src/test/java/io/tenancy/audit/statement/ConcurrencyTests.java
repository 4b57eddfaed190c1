package io.tenancy.audit.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.context.TenantExecutors;
import io.tenancy.hibernate.housing.Housing;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.hibernate.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A statement that has to wait for another writer records the row as that one has left it, once. */
class ConcurrencyTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Office.shared();
    private final long id = Office.id();

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsAnUpdateOfWhatTheOtherOneLeft(String tenant) throws InterruptedException, ExecutionException {
        race(tenant, "update Letter set subject = 'first'", "update Letter set subject = subject || ' and second'");
        assertThat(office.history(tenant, Letter.class, id))
                .extracting(AuditEvent::before, AuditEvent::after)
                .startsWith(
                        tuple(Map.of("subject", "first"), Map.of("subject", "first and second")),
                        tuple(Map.of("subject", "zero"), Map.of("subject", "first")))
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsADeleteOfWhatTheOtherOneLeft(String tenant) throws InterruptedException, ExecutionException {
        race(tenant, "update Letter set subject = 'first'", "delete from Letter");
        assertThat(office.last(tenant, Letter.class, id).before()).containsEntry("subject", "first");
        assertThat(office.history(tenant, Letter.class, id)).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsNothingOfWhatTheOtherOneDeleted(String tenant) throws InterruptedException, ExecutionException {
        race(tenant, "delete from Letter", "update Letter set subject = 'never'");
        assertThat(office.history(tenant, Letter.class, id)).hasSize(2);
    }

    /** It no longer meets the condition when the lock is free. */
    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsNothingOfWhatTheOtherOneTookAway(String tenant) throws InterruptedException, ExecutionException {
        race(
                tenant,
                "update Letter set subject = 'first'",
                "update Letter set subject = 'never' where subject = 'zero'");
        assertThat(office.history(tenant, Letter.class, id)).hasSize(2);
    }

    /** The first one holds the lock until the second one is seen to wait for it. */
    private void race(String tenant, String first, String second) throws InterruptedException, ExecutionException {
        office.as(tenant, session -> session.persist(new Letter(id, "zero")));
        var executor = TenantExecutors.perTask();
        try (var scope = Office.context(tenant).enter();
                Session session = office.housing.tenancy.sessionFactory().openSession()) {
            session.beginTransaction();
            execute(session, first);
            long holder = session.createNativeQuery("select pg_backend_pid()", Long.class)
                    .getSingleResult();
            Future<?> waiting =
                    executor.submit(() -> office.housing.tenancy.inTransaction(other -> execute(other, second)));
            String blocked = "select count(*) from pg_stat_activity where " + holder + " = any (pg_blocking_pids(pid))";
            long seen = 0;
            for (int i = 0; seen == 0 && !waiting.isDone(); i++) {
                assertThat(i).as("looks at who waits").isLessThan(100_000);
                seen = office.housing.numberIn(tenant, blocked);
            }
            assertThat(seen).as("writers that wait for the first").isOne();
            session.getTransaction().commit();
            waiting.get();
        } finally {
            executor.shutdown();
        }
        assertThat(office.history(Housing.other(tenant), Letter.class, id)).isEmpty();
    }

    private void execute(Session session, String hql) {
        String which = hql.contains(" where ") ? " and id = " : " where id = ";
        RecordedStatements.in(session).execute(session.createMutationQuery(hql + which + id));
    }
}
