package io.tenancy.audit.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Binder;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Letter.Manner;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.audit.office.Treaty;
import io.tenancy.audit.office.archive.Folder;
import io.tenancy.audit.office.archive.Folder.Key;
import io.tenancy.audit.refusal.ActorMissingException;
import io.tenancy.audit.refusal.TooManyRowsException;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the handle sends is on the trail, and nothing of it is the neighbour's. */
class StatementTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Office.shared();
    private final long id = Office.id();
    private final long other = Office.id();

    private void letters(String tenant) {
        for (String each : new String[] {tenant, Housing.other(tenant)}) {
            office.as(each, session -> {
                session.persist(new Letter(id, "one"));
                session.persist(new Letter(other, "two"));
            });
        }
    }

    private int execute(String tenant, String hql) {
        int[] rows = {-1};
        office.as(
                tenant,
                session -> rows[0] = RecordedStatements.in(session)
                        .execute(session.createMutationQuery(hql + " where id in (" + id + ", " + other + ")")));
        return rows[0];
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsEachRowOfAnUpdate(String tenant) {
        letters(tenant);
        office.as(tenant, session -> {
            int rows = RecordedStatements.in(session)
                    .execute(
                            session.createMutationQuery("update Letter set subject = subject || :more, manner = :manner"
                                            + " where id in (:ids) and subject <> :not")
                                    .setParameter("more", "'?")
                                    .setParameter("manner", Manner.COURIER)
                                    .setParameterList("ids", List.of(id, other))
                                    .setParameter("not", "none"));
            assertThat(rows).isEqualTo(2);
        });
        AuditEvent event = office.last(tenant, Letter.class, other);
        assertThat(event.kind()).isEqualTo(Kind.UPDATE);
        assertThat(event.actor()).isEqualTo(Office.ANN);
        assertThat(event.findCorrelationId()).contains("mail-7");
        assertThat(event.before())
                .containsEntry("subject", "two")
                .containsEntry("manner", null)
                .hasSize(2);
        assertThat(event.after()).isEqualTo(Map.of("subject", "two'?", "manner", "COURIER"));
        assertThat(office.last(tenant, Letter.class, id).before()).containsEntry("subject", "one");
        assertNeighbourUntouched(tenant);
    }

    private void assertNeighbourUntouched(String tenant) {
        String neighbour = Housing.other(tenant);
        assertThat(office.history(neighbour, Letter.class, id)).hasSize(1);
        office.as(neighbour, session -> assertThat(session.find(Letter.class, id).subject)
                .isEqualTo("one"));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsNothingOfRowsThatStayAsTheyWere(String tenant) {
        letters(tenant);
        assertThat(execute(tenant, "update Letter set subject = 'one'")).isEqualTo(2);
        assertThat(office.history(tenant, Letter.class, id)).hasSize(1);
        assertThat(office.history(tenant, Letter.class, other)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsEachRowOfADelete(String tenant) {
        letters(tenant);
        assertThat(execute(tenant, "delete from Letter")).isEqualTo(2);
        AuditEvent event = office.last(tenant, Letter.class, id);
        assertThat(event.kind()).isEqualTo(Kind.DELETE);
        assertThat(event.before()).containsEntry("subject", "one").containsKeys("manner", "client");
        assertThat(event.after()).isEmpty();
        assertNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsEachRowOfInserts(String tenant) {
        long third = Office.id();
        office.as(tenant, session -> {
            session.persist(new Topic(id, "tea"));
            recorded(
                    session,
                    "insert into Letter (id, tenantId, subject) values (" + other + ", '" + tenant + "', 'values')");
            recorded(
                    session,
                    "insert into Letter (id, tenantId, subject) select " + third + ", t.tenantId, t.name from Topic t"
                            + " where t.id = " + id);
            recorded(
                    session,
                    "insert into Letter (id, tenantId, subject) values (" + other + ", '" + tenant + "', 'again')"
                            + " on conflict (id, tenantId) do update set subject = excluded.subject");
        });
        assertThat(office.history(tenant, Letter.class, other)).hasSize(2);
        assertThat(office.last(tenant, Letter.class, other).kind()).isEqualTo(Kind.UPSERT);
        AuditEvent event = office.last(tenant, Letter.class, third);
        assertThat(event.kind()).isEqualTo(Kind.INSERT);
        assertThat(event.before()).isEmpty();
        assertThat(event.after()).containsEntry("subject", "tea").containsEntry("manner", null);
        assertThat(office.history(Housing.other(tenant), Letter.class, third)).isEmpty();
    }

    private static void recorded(Session session, String hql) {
        assertThat(RecordedStatements.in(session).execute(session.createMutationQuery(hql)))
                .isOne();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsCriteria(String tenant) {
        letters(tenant);
        office.as(tenant, session -> {
            var builder = session.getCriteriaBuilder();
            var update = builder.createCriteriaUpdate(Letter.class);
            var letter = update.from(Letter.class);
            update.set("subject", "by criteria").where(builder.equal(letter.get("id"), id));
            assertThat(RecordedStatements.in(session).execute(session.createMutationQuery(update)))
                    .isOne();
            var delete = builder.createCriteriaDelete(Letter.class);
            delete.where(builder.equal(delete.from(Letter.class).get("id"), other));
            assertThat(RecordedStatements.in(session).execute(session.createMutationQuery(delete)))
                    .isOne();
        });
        assertThat(office.last(tenant, Letter.class, id).after()).isEqualTo(Map.of("subject", "by criteria"));
        assertThat(office.last(tenant, Letter.class, other).kind()).isEqualTo(Kind.DELETE);
        assertNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsNativeStatements(String tenant) {
        letters(tenant);
        office.as(tenant, session -> {
            assertThat(RecordedStatements.in(session)
                            .execute(session.createNativeMutationQuery("update letter set subject = subject || ?1 from"
                                            + " (select cast(?2 as bigint) as n) as given where id = n and subject is"
                                            + " distinct from ?1; -- done")
                                    .setParameter(1, "!")
                                    .setParameter(2, id)))
                    .isOne();
            assertThat(RecordedStatements.in(session)
                            .execute(session.createNativeMutationQuery(
                                    "/* clean up */ delete from only \"letter\" where id = " + other)))
                    .isOne();
            assertThat(RecordedStatements.in(session)
                            .execute(session.createNativeMutationQuery(
                                    "insert into letter (id, subject) values (" + other + ", 'returning')")))
                    .isOne();
        });
        assertThat(office.last(tenant, Letter.class, id).before()).isEqualTo(Map.of("subject", "one"));
        assertThat(office.last(tenant, Letter.class, id).after()).isEqualTo(Map.of("subject", "one!"));
        assertThat(office.history(tenant, Letter.class, other))
                .extracting(AuditEvent::kind)
                .containsExactly(Kind.INSERT, Kind.DELETE, Kind.INSERT);
        assertNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsStatementsOfSessionsWithoutState(String tenant) {
        letters(tenant);
        office.statelessAs(tenant, session -> RecordedStatements.in(session)
                .execute(session.createMutationQuery("update Letter set subject = 'loose' where id = " + id)));
        assertThat(office.last(tenant, Letter.class, id).after()).isEqualTo(Map.of("subject", "loose"));
        assertNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsInTheOrderOfTheChanges(String tenant) {
        letters(tenant);
        office.as(tenant, session -> {
            session.find(Letter.class, id).subject = "by entity";
            RecordedStatements.in(session)
                    .execute(
                            session.createMutationQuery("update Letter set subject = 'by statement' where id = " + id));
            session.clear();
            session.find(Letter.class, id).subject = "by entity again";
        });
        assertThat(office.history(tenant, Letter.class, id))
                .extracting(event -> event.after().get("subject"))
                .containsExactly("by entity again", "by statement", "by entity", "one");
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void keepsDetails(String tenant) {
        var key = new Key("left", (int) id);
        office.as(tenant, session -> {
            var client = new Client(id, "Rita");
            client.iban = "secret-one";
            session.persist(client);
            session.persist(new Folder(key, "old"));
        });
        office.as(tenant, session -> {
            var statements = RecordedStatements.in(session);
            assertThat(statements.execute(session.createMutationQuery(
                            "update versioned Client set iban = 'secret-two', note = 'secret-three', address.city = 'Lyon'"
                                    + " where id = " + id)))
                    .isOne();
            assertThat(statements.execute(
                            session.createMutationQuery("update Client set note = 'secret-four' where id = " + id)))
                    .isOne();
            assertThat(statements.execute(
                            session.createMutationQuery("update Folder set title = 'new' where key.place = " + id)))
                    .isOne();
        });
        AuditEvent event = office.last(tenant, Client.class, id);
        assertThat(event.after()).isEqualTo(Map.of("iban", Map.of("redacted", true), "address.city", "Lyon"));
        assertThat(office.history(tenant, Client.class, id)).hasSize(2);
        assertThat(office.last(tenant, Folder.class, key).after()).isEqualTo(Map.of("title", "new"));
        assertThat(office.housing.numberIn(tenant, "select count(*) from audit_event e where e::text ~ 'secret-'"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsKeysAlone(String tenant) {
        letters(tenant);
        office.as(tenant, session -> assertThat(RecordedStatements.in(session)
                        .keysOnly()
                        .execute(session.createMutationQuery("update Letter set subject = :subject where id = :id")
                                .setParameter("subject", "unsaid")
                                .setParameter("id", id)))
                .isOne());
        AuditEvent event = office.last(tenant, Letter.class, id);
        assertThat(event.kind()).isEqualTo(Kind.UPDATE);
        assertThat(event.before()).isEmpty();
        assertThat(event.after()).isEmpty();
        assertNeighbourUntouched(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsASummaryWithoutValues(String tenant) {
        letters(tenant);
        office.as(tenant, session -> assertThat(RecordedStatements.in(session)
                        .asSummary()
                        .execute(session.createMutationQuery("update Letter set subject = :subject where id = :id")
                                .setParameter("subject", "unsaid")
                                .setParameter("id", id)))
                .isOne());
        assertThat(office.history(tenant, Letter.class, id)).hasSize(1);
        AuditEvent event = office.last(tenant, Letter.class, "*");
        assertThat(event.kind()).isEqualTo(Kind.STATEMENT);
        assertThat(event.after()).containsEntry("rows", 1L);
        assertThat(event.after().get("statement"))
                .asString()
                .startsWithIgnoringCase("update letter")
                .doesNotContain("unsaid");
        assertNeighbourUntouched(tenant);
    }

    private Client client() {
        var client = new Client(id, "Rita");
        client.tags.addAll(List.of("new", "old"));
        client.contacts.add(new Client.Contact("phone", "1"));
        client.steps.addAll(List.of("one", "two"));
        client.labels.put("color", "red");
        return client;
    }

    /** As the removal of the entity would have it, which has it in one event. */
    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsWhatGoesOutOfCollections(String tenant) {
        office.as(tenant, session -> {
            var client = client();
            var topic = new Topic(id, "tea");
            session.persist(topic);
            client.topics.add(topic);
            session.persist(client);
        });
        var inserted = office.last(tenant, Client.class, id).after();
        office.as(tenant, session -> recorded(session, "delete from Client where id = " + id));
        List<AuditEvent> events = office.history(tenant, Client.class, id);
        assertThat(events.get(0).kind()).isEqualTo(Kind.DELETE);
        assertThat(events.get(0).before()).containsEntry("name", "Rita");
        var gone = new HashMap<String, Object>();
        events.subList(1, events.size() - 1).forEach(event -> {
            assertThat(event.kind()).isEqualTo(Kind.UPDATE);
            gone.putAll(event.before());
        });
        assertThat(gone).hasSize(5);
        gone.forEach((name, value) -> {
            if (value instanceof List<?> elements) {
                assertThat(Set.copyOf(elements)).as(name).isEqualTo(Set.copyOf((List<?>) inserted.get(name)));
            } else {
                assertThat(value).as(name).isEqualTo(inserted.get(name));
            }
        });
        assertThat(office.history(Housing.other(tenant), Client.class, id)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsDeletesOfCollectionsAsSummaries(String tenant) {
        office.as(tenant, session -> session.persist(client()));
        String hql = "delete from Client where id = " + id;
        refused(tenant, session -> RecordedStatements.in(session).keysOnly().execute(session.createMutationQuery(hql)));
        office.as(tenant, session -> assertThat(
                        RecordedStatements.in(session).asSummary().execute(session.createMutationQuery(hql)))
                .isOne());
        assertThat(office.last(tenant, Client.class, "*").after()).containsEntry("rows", 1L);
        assertThat(office.housing.numberIn(
                        tenant,
                        "select count(*) from audit_event where tenant_id = '" + tenant
                                + "' and entity = 'client_tag' and (after ->> 'rows')::int = 2"))
                .isOne();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void rollsBackWhatChangesTooManyRows(String tenant) {
        letters(tenant);
        // Whoever catches it and goes on to the commit has nothing of it either.
        office.as(tenant, session -> assertThatThrownBy(() -> RecordedStatements.in(session)
                        .withRowsAtMost(1)
                        .execute(session.createMutationQuery(
                                "update Letter set subject = 'never' where id in (" + id + ", " + other + ")")))
                .isInstanceOfSatisfying(TooManyRowsException.class, refusal -> {
                    assertThat(refusal.rows()).isEqualTo(2);
                    assertThat(refusal.rowsAtMost()).isEqualTo(1);
                    assertThat(refusal.findTenant().orElseThrow().value()).isEqualTo(tenant);
                }));
        assertUntouched(tenant);
    }

    private void assertUntouched(String tenant) {
        assertThat(office.history(tenant, Letter.class, id)).hasSize(1);
        office.as(tenant, session -> assertThat(session.find(Letter.class, id).subject)
                .isEqualTo("one"));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void needsAnActorAndATransaction(String tenant) {
        letters(tenant);
        String hql = "update Letter set subject = 'never' where id = " + id;
        TenantContext.of(tenant).run(() -> assertThatThrownBy(() -> office.housing.tenancy.inTransaction(
                        session -> RecordedStatements.in(session).execute(session.createMutationQuery(hql))))
                .isInstanceOf(ActorMissingException.class));
        TenantContext.of(tenant).run(() -> assertThatThrownBy(() -> office.housing.tenancy.inTransaction(session ->
                        RecordedStatements.in(session).asSummary().execute(session.createMutationQuery(hql))))
                .isInstanceOf(ActorMissingException.class));
        Office.context(tenant).run(() -> {
            try (var session = office.housing.tenancy.sessionFactory().openStatelessSession()) {
                assertThatThrownBy(() -> RecordedStatements.in(session)
                                .execute(session.createNativeMutationQuery("update letter set subject = 'never'")))
                        .isInstanceOf(RuntimeException.class);
            }
        });
        assertUntouched(tenant);
    }

    /** Two changes at once that cannot be told, a table that no entity has to itself, and what gives rows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update Treaty set years = 99",
                "update Paper set title = 'never'",
                "delete from Treaty",
            })
    void refusesWhatIsInSeveralTables(String hql) {
        Housing.placements().forEach(tenant -> {
            office.as(tenant, session -> session.merge(new Treaty(id, "kept", 10)));
            refused(tenant, session -> RecordedStatements.in(session).execute(session.createMutationQuery(hql)));
            refused(
                    tenant,
                    session -> RecordedStatements.in(session).asSummary().execute(session.createMutationQuery(hql)));
            office.as(tenant, session -> assertThat(session.find(Treaty.class, id).years)
                    .isEqualTo(10));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update letter set subject = 'never' returning id",
                "with gone as (delete from letter returning id) insert into topic (id) select id from gone",
                "update paper set title = 'never'",
                "update client_tag set tag = 'never'",
                "truncate letter",
                "merge into letter using topic on letter.id = topic.id when matched then delete"
            })
    void refusesNativeStatementsWhoseRowsCannotBeTold(String sql) {
        Housing.placements().forEach(tenant -> {
            letters(tenant);
            refused(tenant, session -> RecordedStatements.in(session).execute(session.createNativeMutationQuery(sql)));
            if (!sql.startsWith("update paper") && !sql.startsWith("update client_tag")) {
                refused(tenant, session -> RecordedStatements.in(session)
                        .asSummary()
                        .execute(session.createNativeMutationQuery(sql)));
            }
            assertUntouched(tenant);
        });
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void refusesDeletesThatTheDatabaseTakesFurther(String tenant) {
        office.as(tenant, session -> {
            var binder = new Binder(id);
            session.persist(binder);
            session.persist(new Binder.Sheet(id, binder));
        });
        refused(tenant, session -> RecordedStatements.in(session)
                .execute(session.createMutationQuery("delete from Binder where id = " + id)));
        refused(tenant, session -> RecordedStatements.in(session)
                .keysOnly()
                .execute(session.createMutationQuery("delete from Binder where id = " + id)));
        refused(tenant, session -> RecordedStatements.in(session)
                .asSummary()
                .execute(session.createMutationQuery("delete from Binder where id = " + id)));
        assertThat(office.history(tenant, Binder.class, id)).hasSize(1);
        office.as(tenant, session -> {
            assertThat(session.find(Binder.Sheet.class, id)).isNotNull();
            recorded(session, "delete from Sheet where id = " + id);
            assertThat(RecordedStatements.in(session)
                            .execute(session.createMutationQuery("update Binder set name = 'a' where id = " + id)))
                    .isOne();
        });
        assertThat(office.last(tenant, Binder.Sheet.class, id).kind()).isEqualTo(Kind.DELETE);
        assertThat(office.last(tenant, Binder.class, id).kind()).isEqualTo(Kind.UPDATE);
    }

    private void refused(String tenant, Consumer<Session> work) {
        assertThatThrownBy(() -> office.as(tenant, work))
                .isInstanceOfSatisfying(UnrecordedWriteException.class, refusal -> assertThat(
                                refusal.findTenant().orElseThrow().value())
                        .isEqualTo(tenant));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void rollsBackWhereTheLogCannotBeWritten(String tenant) {
        letters(tenant);
        office.housing.executeIn(
                tenant, "alter table audit_event add constraint planted check (actor <> 'ann') not valid");
        try {
            assertThatThrownBy(() -> execute(tenant, "update Letter set subject = 'never'"))
                    .hasMessageContaining("planted");
            assertThatThrownBy(() -> office.as(tenant, session -> RecordedStatements.in(session)
                            .asSummary()
                            .execute(session.createMutationQuery("update Letter set subject = 'never'"))))
                    .hasMessageContaining("planted");
        } finally {
            office.housing.executeIn(tenant, "alter table audit_event drop constraint planted");
        }
        assertUntouched(tenant);
    }
}
