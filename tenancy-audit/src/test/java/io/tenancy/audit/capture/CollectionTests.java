package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Client.Contact;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.hibernate.housing.Housing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes into and out of collections is a change of their owner. */
class CollectionTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Office.shared();
    private final long id = Office.id();
    private final long tea = Office.id();

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsCollectionsWithTheInsertOfTheirOwner(String tenant) {
        fill(tenant);
        AuditEvent event = office.last(tenant, Client.class, id);
        assertThat(event.kind()).isEqualTo(Kind.INSERT);
        assertThat(event.after())
                .containsEntry("steps", Map.of("0", "call", "1", "write"))
                .containsEntry("labels", Map.of("colour", "red"))
                .containsEntry("topics", List.of(tea))
                .containsEntry("contacts", List.of(Map.of("way", "phone", "number", "12")));
        assertThat((List<?>) event.after().get("tags")).hasSize(2).asString().contains("big", "old");
        assertThat(office.history(Housing.other(tenant), Client.class, id)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsWhatCameAndWhatWent(String tenant) {
        fill(tenant);
        change(tenant, client -> {
            client.tags.remove("old");
            client.tags.add("new");
        });
        AuditEvent event = office.last(tenant, Client.class, id);
        assertThat(event.kind()).isEqualTo(Kind.UPDATE);
        assertThat(event.before()).isEqualTo(Map.of("tags", List.of("old")));
        assertThat(event.after()).isEqualTo(Map.of("tags", List.of("new")));

        change(tenant, client -> client.steps.set(1, "visit"));
        assertThat(office.last(tenant, Client.class, id).before()).isEqualTo(Map.of("steps", Map.of("1", "write")));
        assertThat(office.last(tenant, Client.class, id).after()).isEqualTo(Map.of("steps", Map.of("1", "visit")));

        change(tenant, client -> client.labels.remove("colour"));
        assertThat(office.last(tenant, Client.class, id).before()).isEqualTo(Map.of("labels", Map.of("colour", "red")));
        assertThat(office.last(tenant, Client.class, id).after()).isEmpty();

        change(tenant, client -> client.topics.clear());
        assertThat(office.last(tenant, Client.class, id).before()).isEqualTo(Map.of("topics", List.of(tea)));
        assertThat(office.history(tenant, Client.class, id)).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsNothingOfACollectionThatIsReplacedByAnEqualOne(String tenant) {
        fill(tenant);
        change(tenant, client -> {
            client.tags = new HashSet<>(client.tags);
            client.steps = new ArrayList<>(client.steps);
            client.contacts = new HashSet<>(client.contacts);
            client.topics = new HashSet<>(client.topics);
        });
        assertThat(office.history(tenant, Client.class, id)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsTheDifferenceOfACollectionThatIsReplacedByAnother(String tenant) {
        fill(tenant);
        change(tenant, client -> client.tags = new HashSet<>(Set.of("big", "new")));
        AuditEvent event = office.last(tenant, Client.class, id);
        assertThat(event.before()).isEqualTo(Map.of("tags", List.of("old")));
        assertThat(event.after()).isEqualTo(Map.of("tags", List.of("new")));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsCollectionsWithTheDeleteOfTheirOwner(String tenant) {
        fill(tenant);
        office.as(tenant, session -> {
            Client client = session.find(Client.class, id);
            assertThat(client.steps).hasSize(2);
            session.remove(client);
        });
        AuditEvent event = office.last(tenant, Client.class, id);
        assertThat(event.kind()).isEqualTo(Kind.DELETE);
        assertThat(event.before())
                .containsEntry("steps", Map.of("0", "call", "1", "write"))
                // Which was not loaded.
                .hasEntrySatisfying("tags", tags -> assertThat((List<?>) tags).hasSize(2));
        assertThat(event.after()).isEmpty();
    }

    private void fill(String tenant) {
        office.as(tenant, session -> {
            var topic = new Topic(tea, "tea");
            session.persist(topic);
            var client = new Client(id, "Rita");
            client.tags.addAll(Set.of("old", "big"));
            client.steps.addAll(List.of("call", "write"));
            client.labels.put("colour", "red");
            client.topics.add(topic);
            client.contacts.add(new Contact("phone", "12"));
            session.persist(client);
        });
    }

    private void change(String tenant, Consumer<Client> work) {
        office.as(tenant, session -> work.accept(session.find(Client.class, id)));
    }
}
