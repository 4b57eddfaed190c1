package io.tenancy.audit.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.history.ValueChange;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Letter.Manner;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.audit.office.store.Bottle;
import io.tenancy.audit.office.store.Box;
import io.tenancy.audit.office.store.Crate;
import io.tenancy.audit.office.store.Goods;
import io.tenancy.audit.refusal.ActorMissingException;
import io.tenancy.audit.report.AuditReport;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.bulk.Bulk;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.transaction.RetryPolicy;
import io.tenancy.hibernate.transaction.Savepoints;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What triggers record through Hibernate: the same as events would, and what these do not see. */
class TriggerTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Store.office();
    private final long id = Office.id();

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordTheSameAsEvents(String tenant) {
        office.as(tenant, session -> session.persist(new Topic(id, "tea")));
        List<Consumer<Goods>> changes = List.of(
                goods -> goods.name = "good-bye",
                goods -> goods.price = null,
                goods -> goods.place = new Goods.Place("north", "8"),
                goods -> goods.contract = "signed",
                goods -> goods.note = "nobody's business",
                goods -> {
                    goods.topic = null;
                    goods.manner = Manner.COURIER;
                });
        List<AuditEvent> byEvents = live(tenant, Box.class, Box::new, changes);
        List<AuditEvent> byTrigger = live(tenant, Crate.class, () -> new Crate(id, "hello"), changes);
        assertThat(byEvents).hasSize(7);
        assertThat(byTrigger)
                .usingRecursiveComparison()
                .ignoringFields("id", "at", "seq", "transaction", "entity")
                .isEqualTo(byEvents);
        assertThat(byTrigger)
                .allMatch(event ->
                        event.actor().equals(Office.ANN) && event.entity().equals("Crate"));
        assertThat(office.history(Housing.other(tenant), Crate.class, id)).isEmpty();
    }

    private <G extends Goods> List<AuditEvent> live(
            String tenant, Class<G> type, Supplier<G> make, List<Consumer<Goods>> changes) {
        G goods = make.get();
        goods.id = id;
        goods.name = "hello";
        goods.manner = Manner.POST;
        goods.price = new BigDecimal("12.50");
        goods.bought = Instant.parse("2026-11-22T10:20:30.123456Z");
        goods.place = new Goods.Place("north", "7");
        goods.contract = "draft";
        office.as(tenant, session -> {
            goods.topic = session.find(Topic.class, id);
            session.persist(goods);
        });
        changes.forEach(change -> office.as(tenant, session -> change.accept(session.find(type, id))));
        office.as(tenant, session -> session.remove(session.find(type, id)));
        return office.history(tenant, type, id);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordStatementsRowByRow(String tenant) {
        var ids = List.of(Office.id(), Office.id());
        office.as(tenant, session -> ids.forEach(each -> session.persist(new Crate(each, "crate " + id))));
        List<String> statements = List.of(
                "update Crate set name = 'hql %1$d' where name = 'crate %1$d'",
                "delete from Crate where name = 'hql %1$d'");
        for (String hql : statements) {
            office.as(tenant, session -> assertThat(
                            session.createMutationQuery(hql.formatted(id)).executeUpdate())
                    .isEqualTo(2));
        }
        for (long each : ids) {
            List<AuditEvent> events = office.history(tenant, Crate.class, each);
            assertThat(events).extracting(AuditEvent::kind).containsExactly(Kind.DELETE, Kind.UPDATE, Kind.INSERT);
            assertThat(events.get(1).before()).containsOnlyKeys("name").containsEntry("name", "crate " + id);
            assertThat(events.get(1).after()).containsOnlyKeys("name").containsEntry("name", "hql " + id);
        }
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordBulkWritesOnce(String tenant) {
        office.as(tenant, session -> session.persist(new Crate(id, "full")));
        List<Bottle> bottles = Stream.generate(() -> new Bottle(Office.id(), id, "wine"))
                .limit(1_000)
                .toList();
        office.statelessAs(tenant, session -> Bulk.of(Bottle.class, session).insert(bottles));
        bottles.forEach(bottle -> bottle.label = "beer");
        office.statelessAs(tenant, session -> Bulk.of(Bottle.class, session).upsert(bottles));
        office.statelessAs(tenant, session -> Bulk.of(Bottle.class, session).delete(bottles));
        for (Bottle bottle : List.of(bottles.get(0), bottles.get(999))) {
            List<AuditEvent> events = office.history(tenant, Bottle.class, bottle.id);
            assertThat(events).extracting(AuditEvent::kind).containsExactly(Kind.DELETE, Kind.UPDATE, Kind.INSERT);
            assertThat(events.get(1).changes()).isEqualTo(Map.of("label", new ValueChange("wine", "beer", true)));
        }
        assertThat(office.housing.numberIn(
                        tenant,
                        "select count(*) from audit_event where entity = 'Bottle' and entity_id in ('"
                                + bottles.get(1).id + "', '" + bottles.get(500).id + "')"))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordWhatTheDatabaseDeletesByItself(String tenant) {
        office.as(tenant, session -> {
            session.persist(new Crate(id, "full"));
            session.flush();
            session.persist(new Bottle(id, id, "wine"));
        });
        office.as(tenant, session -> session.createNativeMutationQuery("delete from crate where id = " + id)
                .executeUpdate());
        AuditEvent gone = office.last(tenant, Bottle.class, id);
        assertThat(gone.kind()).isEqualTo(Kind.DELETE);
        assertThat(gone.before()).containsEntry("label", "wine");
        assertThat(gone.actor()).isEqualTo(Office.ANN);
    }

    @Test
    void recordARowThatGetsAnotherKeyAsOneThatGoesAndOneThatComes() {
        long next = Office.id();
        office.as(Housing.ROWS, session -> session.persist(new Crate(id, "moved")));
        office.as(Housing.ROWS, session -> session.createNativeMutationQuery(
                        "update crate set id = %d where id = %d".formatted(next, id))
                .executeUpdate());
        assertThat(office.history(Housing.ROWS, Crate.class, id))
                .extracting(AuditEvent::kind)
                .containsExactly(Kind.DELETE, Kind.INSERT);
        assertThat(office.last(Housing.ROWS, Crate.class, next).after()).containsEntry("name", "moved");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200})
    void takeNoRoundTrip(int rows) {
        office.as(Housing.ROWS, session -> session.persist(new Crate(Office.id(), "the first looks for triggers")));
        long plain = roundTrips(session -> {
            for (int i = 0; i < rows; i++) {
                session.persist(new Topic(Office.id(), "tea"));
            }
        });
        long recorded = roundTrips(session -> {
            for (int i = 0; i < rows; i++) {
                session.persist(new Crate(Office.id(), "hello"));
            }
        });
        assertThat(recorded).isEqualTo(plain);
    }

    private long roundTrips(Consumer<Session> work) {
        office.as(Housing.ROWS, session -> session.find(Topic.class, -1L));
        office.housing.relay.reset();
        office.as(Housing.ROWS, work);
        return office.housing.relay.roundTrips();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void refuseWhereNobodyActs(String tenant) {
        TenantContext.of(tenant).run(() -> {
            assertThatThrownBy(() ->
                            office.housing.tenancy.inTransaction(session -> session.persist(new Crate(id, "hello"))))
                    .isInstanceOf(ActorMissingException.class);
            assertThatThrownBy(() -> office.housing.tenancy.inTransaction(session ->
                            session.createMutationQuery("delete from Crate").executeUpdate()))
                    .isInstanceOf(ActorMissingException.class);
        });
    }

    @Test
    void knowWhoBeganThoughTheScopeIsClosedBeforeTheWrite() {
        var bob = Actor.job("bob");
        Session session;
        try (var scope = Office.context(Housing.ROWS).enter()) {
            session = office.housing.tenancy.sessionFactory().openSession();
            session.beginTransaction();
        }
        try (session;
                var scope = TenantContext.of(Housing.ROWS).withActor(bob).enter()) {
            session.persist(new Crate(id, "hello"));
            session.getTransaction().commit();
            session.beginTransaction();
            session.find(Crate.class, id).name = "good-bye";
            session.getTransaction().commit();
        }
        assertThat(office.history(Housing.ROWS, Crate.class, id))
                .extracting(AuditEvent::actor)
                .containsExactly(bob, Office.ANN);
    }

    @Test
    void knowTheNumberOfTheAttempt() {
        var unit = office.housing.tenancy.transaction().retrying(RetryPolicy.of(2));
        Office.context(Housing.ROWS)
                .run(() -> unit.complete((session, attempt) -> {
                    session.persist(new Crate(id, "attempt " + attempt.number()));
                    session.flush();
                    if (attempt.number() == 1) {
                        throw new LockAcquisitionException("planted", new SQLException("planted", "40001"));
                    }
                    return session;
                }));
        assertThat(office.history(Housing.ROWS, Crate.class, id))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.attempt()).isEqualTo(2);
                    assertThat(event.after()).containsEntry("name", "attempt 2");
                });
    }

    @Test
    void knowWhoActsBehindASavepointThatFailed() {
        var kept = new ArrayList<AuditEvent>();
        office.as(Housing.ROWS, session -> {
            assertThatThrownBy(() -> Savepoints.in(session).run(part -> {
                        part.persist(new Crate(id, "never"));
                        part.flush();
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            Savepoints.in(session).run(part -> part.persist(new Crate(id, "kept")));
        });
        kept.addAll(office.history(Housing.ROWS, Crate.class, id));
        assertThat(kept).singleElement().satisfies(event -> {
            assertThat(event.after()).containsEntry("name", "kept");
            assertThat(event.actor()).isEqualTo(Office.ANN);
        });
    }

    @Test
    void areInTheReport() {
        assertThat(AuditReport.of(office.housing.tenancy.sessionFactory()).tables())
                .containsEntry("crate", CapturedBy.TRIGGER)
                .containsEntry("box", CapturedBy.EVENTS);
    }
}
