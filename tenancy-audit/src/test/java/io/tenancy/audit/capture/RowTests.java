package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Client.Address;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Letter.Manner;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Paper;
import io.tenancy.audit.office.Topic;
import io.tenancy.audit.office.Treaty;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sessions with state do to rows, in each placement. */
class RowTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Office.shared();
    private final long id = Office.id();
    private final long other = Office.id();

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsAPersistForItsTenantAlone(String tenant) {
        office.as(tenant, session -> {
            var client = new Client(id, "Rita");
            client.credit = new BigDecimal("10.50");
            client.address = new Address("Lyon", "Quai 1");
            session.persist(client);
        });
        AuditEvent event = only(tenant, Client.class);
        assertThat(event.kind()).isEqualTo(Kind.INSERT);
        assertThat(event.entity()).isEqualTo("Client");
        assertThat(event.entityId()).isEqualTo("" + id);
        assertThat(event.actor()).isEqualTo(Office.ANN);
        assertThat(event.findCorrelationId()).contains("mail-7");
        assertThat(event.attempt()).isEqualTo(1);
        assertThat(event.before()).isEmpty();
        assertThat(event.after())
                .containsEntry("name", "Rita")
                .containsEntry("credit", new BigDecimal("10.50"))
                .containsEntry("address.city", "Lyon")
                .doesNotContainKeys("version", "tenantId", "id");
        assertThat(office.history(Housing.other(tenant), Client.class, id)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsOfAManagedUpdateWhatChanged(String tenant) {
        office.as(tenant, session -> session.persist(new Client(id, "Rita")));
        office.as(tenant, session -> session.find(Client.class, id).name = "Rita B.");
        AuditEvent event = office.last(tenant, Client.class, id);
        assertThat(event.kind()).isEqualTo(Kind.UPDATE);
        assertThat(event.before()).isEqualTo(Map.of("name", "Rita"));
        assertThat(event.after()).isEqualTo(Map.of("name", "Rita B."));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsAMerge(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        Letter detached = office.housing.from(tenant, session -> session.find(Letter.class, id));
        detached.subject = "good-bye";
        office.as(tenant, session -> session.merge(detached));
        AuditEvent event = office.last(tenant, Letter.class, id);
        assertThat(event.before()).isEqualTo(Map.of("subject", "hello"));
        assertThat(event.after()).isEqualTo(Map.of("subject", "good-bye"));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsOfARemovalAllThatWas(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        office.as(tenant, session -> session.remove(session.find(Letter.class, id)));
        AuditEvent event = office.last(tenant, Letter.class, id);
        assertThat(event.kind()).isEqualTo(Kind.DELETE);
        assertThat(event.before()).containsEntry("subject", "hello").containsKey("manner");
        assertThat(event.after()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsTheRemovalOfAReferenceThatWasNeverLoaded(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        office.as(tenant, session -> session.remove(session.getReference(Letter.class, id)));
        assertThat(office.last(tenant, Letter.class, id).kind()).isEqualTo(Kind.DELETE);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsWhatCascadesReach(String tenant) {
        office.as(tenant, session -> session.persist(new Client(id, "Rita").with(new Letter(other, "hello"))));
        assertThat(office.last(tenant, Letter.class, other).after()).containsEntry("client", id);
        office.as(tenant, session -> session.remove(session.find(Client.class, id)));
        assertThat(office.last(tenant, Letter.class, other).kind()).isEqualTo(Kind.DELETE);
        assertThat(office.last(tenant, Client.class, id).kind()).isEqualTo(Kind.DELETE);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsTheRemovalOfAnOrphan(String tenant) {
        office.as(tenant, session -> session.persist(new Client(id, "Rita").with(new Letter(other, "hello"))));
        office.as(tenant, session -> session.find(Client.class, id).letters.clear());
        assertThat(office.last(tenant, Letter.class, other).kind()).isEqualTo(Kind.DELETE);
        assertThat(office.history(tenant, Client.class, id)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsNothingWhereOnlyWhatIsExcludedChanged(String tenant) {
        office.as(tenant, session -> session.persist(new Client(id, "Rita")));
        office.as(tenant, session -> session.find(Client.class, id).note = "likes tea");
        assertThat(only(tenant, Client.class).kind()).isEqualTo(Kind.INSERT);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsNothingOfReadingAndOfWhatIsRolledBack(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        office.as(tenant, session -> session.find(Letter.class, id));
        assertThatThrownBy(() -> office.as(tenant, session -> {
                    session.find(Letter.class, id).subject = "never";
                    session.flush();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        only(tenant, Letter.class);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsRolledBackWorkNotWithTheNextTransactionOfTheSession(String tenant) {
        Office.context(tenant).run(() -> {
            try (Session session = office.housing.tenancy.sessionFactory().openSession()) {
                session.beginTransaction();
                session.persist(new Letter(id, "never"));
                session.flush();
                session.getTransaction().rollback();
                session.clear();
                session.beginTransaction();
                session.persist(new Letter(other, "hello"));
                session.getTransaction().commit();
            }
        });
        assertThat(office.history(tenant, Letter.class, id)).isEmpty();
        assertThat(office.history(tenant, Letter.class, other)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void makesOneEventOfSeveralFlushes(String tenant) {
        office.as(
                tenant,
                flushing(
                        session -> session.persist(new Letter(id, "one")),
                        session -> session.find(Letter.class, id).subject = "two",
                        session -> session.find(Letter.class, id).manner = Manner.COURIER));
        AuditEvent insert = only(tenant, Letter.class);
        assertThat(insert.kind()).isEqualTo(Kind.INSERT);
        assertThat(insert.after()).containsEntry("subject", "two").containsEntry("manner", "COURIER");

        office.as(
                tenant,
                flushing(
                        session -> session.find(Letter.class, id).subject = "three",
                        session -> session.find(Letter.class, id).subject = "four"));
        assertThat(office.last(tenant, Letter.class, id).before()).isEqualTo(Map.of("subject", "two"));
        assertThat(office.last(tenant, Letter.class, id).after()).isEqualTo(Map.of("subject", "four"));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void makesNothingOfWhatComesBackToWhatItWas(String tenant) {
        office.as(
                tenant,
                flushing(
                        session -> session.persist(new Letter(id, "one")),
                        session -> session.remove(session.find(Letter.class, id))));
        assertThat(office.history(tenant, Letter.class, id)).isEmpty();

        office.as(tenant, session -> session.persist(new Letter(id, "one")));
        office.as(
                tenant,
                flushing(
                        session -> session.find(Letter.class, id).subject = "two",
                        session -> session.find(Letter.class, id).subject = "one"));
        only(tenant, Letter.class);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void makesAnUpdateOfADeleteAndAnInsert(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "one")));
        office.as(
                tenant,
                flushing(
                        session -> session.remove(session.find(Letter.class, id)),
                        session -> session.persist(new Letter(id, "two"))));
        AuditEvent event = office.last(tenant, Letter.class, id);
        assertThat(event.kind()).isEqualTo(Kind.UPDATE);
        assertThat(event.before()).isEqualTo(Map.of("subject", "one"));
        assertThat(event.after()).isEqualTo(Map.of("subject", "two"));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void keepsOfADeleteAfterAnUpdateWhatWasBeforeBoth(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "one")));
        office.as(
                tenant,
                flushing(
                        session -> session.find(Letter.class, id).subject = "two",
                        session -> session.remove(session.find(Letter.class, id))));
        assertThat(office.last(tenant, Letter.class, id).before()).containsEntry("subject", "one");
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsASubclassWithAllItsTables(String tenant) {
        office.as(tenant, session -> session.persist(new Treaty(id, "Peace", 10)));
        office.as(tenant, session -> ((Treaty) session.find(Paper.class, id)).years = 20);
        AuditEvent event = office.last(tenant, Treaty.class, id);
        assertThat(event.entity()).isEqualTo("Treaty");
        assertThat(event.after()).isEqualTo(Map.of("years", 20L));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void leavesAloneWhatIsNotRecorded(String tenant) {
        TenantContext.of(tenant)
                .run(() -> office.housing.tenancy.inTransaction(session -> session.persist(new Topic(id, "tea"))));
        assertThat(office.history(tenant, Topic.class, id)).isEmpty();
    }

    private AuditEvent only(String tenant, Class<?> entity) {
        List<AuditEvent> events = office.history(tenant, entity, id);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private interface Step extends Consumer<Session> {}

    private static Consumer<Session> flushing(Step... steps) {
        return session -> List.of(steps).forEach(step -> {
            step.accept(session);
            session.flush();
        });
    }
}
