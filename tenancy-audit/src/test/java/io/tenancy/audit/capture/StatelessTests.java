package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.hibernate.housing.Housing;
import java.util.List;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sessions without state do, which do not know what was there before. */
class StatelessTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Office.shared();
    private final long id = Office.id();
    private final long other = Office.id();

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsInserts(String tenant) {
        office.statelessAs(tenant, session -> {
            session.insert(new Letter(id, "hello"));
            session.insertMultiple(List.of(new Letter(other, "hello")));
        });
        assertThat(office.last(tenant, Letter.class, id).kind()).isEqualTo(Kind.INSERT);
        assertThat(office.last(tenant, Letter.class, other).after()).containsEntry("subject", "hello");
        assertThat(office.history(Housing.other(tenant), Letter.class, id)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsUpdatesWithWhatWasSent(String tenant) {
        office.statelessAs(tenant, session -> {
            session.insert(new Letter(id, "one"));
            session.insert(new Letter(other, "one"));
        });
        office.statelessAs(tenant, session -> {
            session.update(changed(session, id));
            session.updateMultiple(List.of(changed(session, other)));
        });
        for (long each : new long[] {id, other}) {
            AuditEvent event = office.last(tenant, Letter.class, each);
            assertThat(event.kind()).isEqualTo(Kind.UPDATE);
            assertThat(event.before()).isEmpty();
            assertThat(event.after()).containsEntry("subject", "two");
        }
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsUpserts(String tenant) {
        office.statelessAs(tenant, session -> session.insert(new Letter(id, "one")));
        office.statelessAs(tenant, session -> {
            session.upsert(new Letter(id, "two"));
            session.upsertMultiple(List.of(new Letter(other, "two")));
        });
        for (long each : new long[] {id, other}) {
            AuditEvent event = office.last(tenant, Letter.class, each);
            assertThat(event.kind()).isEqualTo(Kind.UPSERT);
            assertThat(event.after()).containsEntry("subject", "two");
        }
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsDeletes(String tenant) {
        office.statelessAs(
                tenant, session -> session.insertMultiple(List.of(new Letter(id, "one"), new Letter(other, "one"))));
        office.statelessAs(tenant, session -> {
            session.delete(session.get(Letter.class, id));
            session.deleteMultiple(List.of(session.get(Letter.class, other)));
        });
        assertThat(office.last(tenant, Letter.class, id).kind()).isEqualTo(Kind.DELETE);
        assertThat(office.last(tenant, Letter.class, other).kind()).isEqualTo(Kind.DELETE);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsCollections(String tenant) {
        office.statelessAs(tenant, session -> {
            var client = new Client(id, "Rita");
            client.tags.addAll(Set.of("big"));
            session.insert(client);
        });
        assertThat(office.last(tenant, Client.class, id).after()).containsEntry("tags", List.of("big"));

        office.statelessAs(tenant, session -> {
            Client client = session.get(Client.class, id);
            client.tags = Set.of("big", "new");
            session.update(client);
        });
        AuditEvent update = office.last(tenant, Client.class, id);
        assertThat(update.before()).isEmpty();
        assertThat(update.after()).containsEntry("tags", List.of("new"));

        office.statelessAs(tenant, session -> {
            Client client = session.get(Client.class, id);
            session.fetch(client.tags);
            session.delete(client);
        });
        AuditEvent delete = office.last(tenant, Client.class, id);
        assertThat(delete.kind()).isEqualTo(Kind.DELETE);
        assertThat((List<?>) delete.before().get("tags")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsAssociationsOfManyToMany(String tenant) {
        office.statelessAs(tenant, session -> {
            var tea = new Topic(other, "tea");
            session.insert(tea);
            var client = new Client(id, "Rita");
            client.topics.add(tea);
            session.insert(client);
        });
        assertThat(office.last(tenant, Client.class, id).after()).containsEntry("topics", List.of(other));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void refusesToWriteOutsideOfATransaction(String tenant) {
        Office.context(tenant).run(() -> {
            try (StatelessSession session =
                    office.housing.tenancy.sessionFactory().openStatelessSession()) {
                assertThatThrownBy(() -> session.insert(new Letter(id, "hello")))
                        .isInstanceOfSatisfying(UnrecordedWriteException.class, refusal -> {
                            assertThat(refusal.targets()).containsExactly("Letter");
                            assertThat(refusal.findTenant().orElseThrow().value())
                                    .isEqualTo(tenant);
                        });
                // What is not recorded may.
                session.insert(new Topic(other, "tea"));
            }
        });
        assertThat(office.housing.numberIn(tenant, "select count(*) from letter where id = " + id))
                .isZero();
    }

    private static Letter changed(StatelessSession session, long id) {
        Letter letter = session.get(Letter.class, id);
        letter.subject = "two";
        return letter;
    }
}
