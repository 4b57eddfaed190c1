package io.tenancy.audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Actor;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.seal.Erasure;
import io.tenancy.audit.seal.Subject;
import io.tenancy.audit.statement.RecordedStatements;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.housing.Housing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a row was at a time, and how it differs from another. */
class StateTests {

    private static final String TENANT = Housing.ROWS;
    private static final Duration TICK = Duration.ofNanos(1_000);

    private final Office office = Office.shared();
    private final long id = Office.id();

    @Test
    void isFoldedFromTheEvents() {
        office.as(TENANT, session -> session.persist(client("Ada")));
        Instant inserted = last(Client.class);
        office.as(TENANT, session -> {
            Client client = session.find(Client.class, id);
            client.name = "Ada L.";
            client.tags.remove("new");
            client.tags.add("vip");
            client.steps.set(0, "greeted");
            client.labels.clear();
        });
        Instant changed = last(Client.class);
        office.as(TENANT, session -> session.remove(session.find(Client.class, id)));
        Instant removed = last(Client.class);

        assertThat(client(inserted.minus(TICK))).isEqualTo(RowState.absent());
        RowState first = client(inserted);
        assertThat(first.whole()).isTrue();
        assertThat(first.presence()).isEqualTo(Presence.THERE);
        assertThat(first.values())
                .containsEntry("name", "Ada")
                .containsEntry("tags", List.of("new"))
                .containsEntry("steps", Map.of("0", "written"))
                .containsEntry("labels", Map.of("size", "small"));
        assertThat(client(changed.minus(TICK))).isEqualTo(first);
        RowState second = client(changed);
        assertThat(second.values())
                .containsEntry("name", "Ada L.")
                .containsEntry("tags", List.of("vip"))
                .containsEntry("steps", Map.of("0", "greeted"))
                .doesNotContainKey("labels");
        assertThat(client(removed)).isEqualTo(RowState.absent());

        RowDifference difference = reading(history -> history.differenceOf(Client.class, id, inserted, changed));
        assertThat(difference.changes().keySet()).containsExactlyInAnyOrder("name", "tags", "steps", "labels");
        assertThat(difference.changes().get("name")).isEqualTo(new ValueChange("Ada", "Ada L.", true));
        assertThat(difference.changes().get("labels")).isEqualTo(new ValueChange(Map.of("size", "small"), null, true));
        assertThat(reading(history -> history.differenceOf(Client.class, id, inserted, inserted))
                        .changes())
                .isEmpty();
    }

    private Client client(String name) {
        var client = new Client(id, name);
        client.tags.add("new");
        client.steps.add("written");
        client.labels.put("size", "small");
        return client;
    }

    private RowState client(Instant at) {
        return reading(history -> history.stateOf(Client.class, id, at));
    }

    @Test
    void ofARowFromBeforeTheTrailIsWhatLaterEventsTell() {
        older("old", "POST");
        assertThat(letter(Instant.now())).isEqualTo(new RowState(Presence.UNKNOWN, Map.of(), false));
        Instant before = Instant.now().minusSeconds(60);
        office.as(TENANT, session -> session.find(Letter.class, id).subject = "new");
        Instant changed = last(Letter.class);

        assertThat(letter(before)).isEqualTo(new RowState(Presence.THERE, Map.of("subject", "old"), false));
        assertThat(letter(changed)).isEqualTo(new RowState(Presence.THERE, Map.of("subject", "new"), false));

        office.as(TENANT, session -> session.remove(session.find(Letter.class, id)));
        RowState whole = letter(before);
        assertThat(whole.whole()).isTrue();
        assertThat(whole.values()).containsEntry("subject", "old").containsEntry("manner", "POST");
        assertThat(letter(changed).values()).containsEntry("subject", "new").containsEntry("manner", "POST");
    }

    @Test
    void saysThatItIsNotWholeWhereValuesWereErased() throws SQLException {
        office.as(TENANT, session -> session.persist(new Letter(id, "hello")));
        Instant inserted = last(Letter.class);
        var owner = new PGSimpleDataSource();
        owner.setUrl(office.housing.main().jdbcUrl());
        owner.setUser(office.housing.main().owner().user());
        owner.setPassword(office.housing.main().owner().password());
        Erasure.in(LogPlace.of(owner, "app")).erase(TENANT, Subject.row("Letter", "" + id), Actor.user("eve"));
        assertThat(letter(inserted)).isEqualTo(new RowState(Presence.THERE, Map.of(), false));
        office.as(TENANT, session -> session.find(Letter.class, id).subject = "good-bye");
        assertThat(letter(inserted)).isEqualTo(new RowState(Presence.THERE, Map.of("subject", "hello"), false));
    }

    @Test
    void doesNotPretendToKnowWhatAStatementDidThatIsRecordedAsAWhole() {
        String tenant = Housing.SCHEMA;
        Function<Instant, RowState> state = at -> reading(tenant, history -> history.stateOf(Letter.class, id, at));
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        Instant inserted = office.last(tenant, Letter.class, id).at();
        office.as(tenant, session -> RecordedStatements.in(session)
                .asSummary()
                .execute(session.createMutationQuery("update Letter set subject = 'all' where id = " + id)));
        Instant now = Instant.now().plusSeconds(60);
        assertThat(state.apply(inserted).values()).containsEntry("subject", "hello");
        assertThat(state.apply(inserted).whole()).isTrue();
        assertThat(state.apply(now)).isEqualTo(new RowState(Presence.UNKNOWN, Map.of(), false));
        office.as(tenant, session -> session.find(Letter.class, id).subject = "mine");
        assertThat(state.apply(now)).isEqualTo(new RowState(Presence.THERE, Map.of("subject", "mine"), false));
    }

    @Test
    void doesNotPretendToKnowWhatSessionsWithoutStateDoNot() {
        office.as(TENANT, session -> session.persist(new Letter(id, "hello")));
        office.statelessAs(TENANT, session -> {
            Letter letter = session.get(Letter.class, id);
            letter.subject = "good-bye";
            session.update(letter);
        });
        assertThat(office.last(TENANT, Letter.class, id).changes().get("subject"))
                .isEqualTo(new ValueChange(null, "good-bye", false));
        assertThat(letter(Instant.now().plusSeconds(60)).values()).containsEntry("subject", "good-bye");
    }

    @Test
    void isFoldedFromMoreEventsThanArePagedAtOnce() {
        office.as(TENANT, session -> session.persist(new Letter(id, "0")));
        Instant inserted = last(Letter.class);
        office.housing.executeIn(
                TENANT,
                """
                insert into audit_event (tenant_id, id, at, kind, entity, entity_id, before, after, actor_kind, actor, attempt)
                select '%s', gen_random_uuid(), timestamptz '%s' + i * interval '1 ms', 'UPDATE', 'Letter', '%d',
                       jsonb_build_object('subject', '' || (i - 1)), jsonb_build_object('subject', '' || i), 'USER', 'ann', 1
                  from generate_series(1, 1200) as i
                """
                        .formatted(TENANT, inserted, id));
        assertThat(letter(inserted.plusMillis(1100)).values()).containsEntry("subject", "1100");
        assertThat(letter(inserted.plusMillis(1100)).whole()).isTrue();
    }

    private void older(String subject, String manner) {
        office.housing.executeIn(
                TENANT,
                "insert into letter (tenant_id, id, subject, manner) values ('%s', %d, '%s', '%s')"
                        .formatted(TENANT, id, subject, manner));
    }

    private RowState letter(Instant at) {
        return reading(history -> history.stateOf(Letter.class, id, at));
    }

    private Instant last(Class<?> entity) {
        return office.last(TENANT, entity, id).at();
    }

    private <R> R reading(Function<History, R> work) {
        return reading(TENANT, work);
    }

    private <R> R reading(String tenant, Function<History, R> work) {
        try (TenantScope scope = TenantContext.of(tenant).enter()) {
            return office.housing.tenancy.fromTransaction(session -> work.apply(History.in(session)));
        }
    }
}
