package io.tenancy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Actor;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.history.History;
import io.tenancy.audit.history.HistoryPage;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.report.AuditReport;
import io.tenancy.audit.statement.RecordedStatements;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.housing.Housing;
import java.util.Map;
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
