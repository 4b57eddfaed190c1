package io.tenancy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Actor;
import io.tenancy.TenantId;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.history.History;
import io.tenancy.audit.history.HistoryPage;
import io.tenancy.audit.history.Presence;
import io.tenancy.audit.history.RowDifference;
import io.tenancy.audit.history.RowState;
import io.tenancy.audit.history.ValueChange;
import io.tenancy.audit.listener.AuditListener;
import io.tenancy.audit.listener.CommittedEvent;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.audit.report.AuditReport;
import io.tenancy.audit.report.AuditTriggers;
import io.tenancy.audit.statement.RecordedStatements;
import io.tenancy.audit.trail.Inspection;
import io.tenancy.audit.trail.Trail;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.HibernateTenancyBuilder;
import io.tenancy.hibernate.housing.Housing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The guide to the audit trail, as it stands there. */
class AuditGuideTests {

    private final HibernateTenancy tenancy = Office.shared().housing.tenancy;
    private final long id = Office.id();

    @Test
    void writesAndReads() {
        var context = TenantContext.of(Housing.ROWS)
                .withActor(Actor.user("ann").withReason("ticket 4711"))
                .withCorrelationId("request-9");
        context.run(() -> {
            tenancy.inTransaction(session -> session.persist(new Letter(id, "hello")));
            tenancy.inTransaction(session -> session.find(Letter.class, id).subject = "good-bye");
        });

        context.run(() -> tenancy.inTransaction(session -> {
            HistoryPage page = History.in(session).pagesOf(20).of(Letter.class, id);
            AuditEvent last = page.events().get(0);
            assertThat(last.actor().name()).isEqualTo("ann");
            assertThat(last.before()).isEqualTo(Map.of("subject", "hello"));
            assertThat(last.after()).isEqualTo(Map.of("subject", "good-bye"));

            HistoryPage ofRequest = History.in(session).ofCorrelation("request-9");
            assertThat(ofRequest.events()).hasSize(2);
        }));
    }

    @Test
    void looksBack() {
        TenantContext ann = TenantContext.of(Housing.ROWS).withActor(Actor.user("ann"));
        ann.run(() -> tenancy.inTransaction(session -> session.persist(new Letter(id, "hello"))));
        ann.run(() -> tenancy.inTransaction(session -> {
            History history = History.in(session);
            Instant yesterday = Instant.now().minus(Duration.ofDays(1));
            RowState state = history.stateOf(Letter.class, id, yesterday);
            assertThat(state.presence()).isEqualTo(Presence.ABSENT);
            assertThat(state.whole()).isTrue();

            RowDifference since = history.differenceOf(Letter.class, id, yesterday, tomorrow());
            assertThat(since.changes()).containsEntry("subject", new ValueChange(null, "hello", true));
        }));
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    @Test
    void listens() {
        var search = new ArrayList<CommittedEvent>();
        Consumer<HibernateTenancyBuilder> listening = builder -> {
            AuditListener listener = events -> search.addAll(events);
            builder.setting(AuditSettings.LISTENER, listener);
        };
        try (HibernateTenancy other =
                Office.shared().housing.another(listening, Letter.class, Client.class, Topic.class)) {
            Office.context(Housing.ROWS)
                    .run(() -> other.inTransaction(session -> session.persist(new Letter(id, "hello"))));
        }
        assertThat(search).hasSize(1);
    }

    @Test
    void recordsWhatHappensToTenants() throws SQLException {
        var context = TenantContext.of(Housing.ROWS).withActor(Actor.user("ann"));
        Trail trail = Trail.of(tenancy.sessionFactory());
        trail.record(context, "exported", Map.of("rows", 3));

        Actor olga = Actor.user("olga").withReason("ticket 4711");
        HistoryPage read = Inspection.of(tenancy.sessionFactory(), trail, olga)
                .read(TenantId.of(Housing.ROWS), history -> history.ofActor("ann"));
        trail.close();
        assertThat(read.events()).isNotEmpty();
    }

    @Test
    void makesTriggers() {
        String script = AuditTriggers.of(tenancy.sessionFactory()).script();
        assertThat(script).contains("select tenancy_audit_trigger('crate', ");
    }

    @Test
    void recordsStatements() {
        Office.context(Housing.ROWS)
                .run(() -> tenancy.inTransaction(session -> {
                    session.persist(new Letter(id, "removal"));
                    int letters = RecordedStatements.in(session)
                            .execute(session.createMutationQuery(
                                            "update Letter set subject = :subject where subject = :old")
                                    .setParameter("subject", "moved")
                                    .setParameter("old", "removal"));
                    assertThat(letters).isOne();
                }));
        AuditEvent last = Office.shared().last(Housing.ROWS, Letter.class, id);
        assertThat(last.before()).isEqualTo(Map.of("subject", "removal"));
        assertThat(last.after()).isEqualTo(Map.of("subject", "moved"));
    }

    @Test
    void reports() {
        Map<String, CapturedBy> tables =
                AuditReport.of(tenancy.sessionFactory()).tables();
        assertThat(tables).containsEntry("letter", CapturedBy.EVENTS).containsEntry("topic", CapturedBy.NOTHING);
    }
}
