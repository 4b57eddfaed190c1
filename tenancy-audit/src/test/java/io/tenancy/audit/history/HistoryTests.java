package io.tenancy.audit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.ServerName;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryTests {

    private final Office office = Office.shared();
    private final long id = Office.id();

    @Test
    void isReadPageByPageAndMeetsEachEventOnce() {
        String tenant = Housing.ROWS;
        write(tenant, 7);
        var subjects = new ArrayList<Object>();
        int pages = 0;
        HistoryPage page = office.reading(tenant, history -> history.pagesOf(3).of(Letter.class, id));
        while (true) {
            pages++;
            page.events().forEach(event -> subjects.add(event.after().get("subject")));
            if (page.findNext().isEmpty()) {
                break;
            }
            Position next = page.findNext().orElseThrow();
            page = office.reading(
                    tenant, history -> history.pagesOf(3).before(next).of(Letter.class, id));
        }
        assertThat(pages).isEqualTo(3);
        assertThat(subjects).isEqualTo(List.of("7", "6", "5", "4", "3", "2", "1"));
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void staysInsideTheTenant(String tenant) {
        write(tenant, 2);
        String actor = "actor-" + id;
        assertThat(office.reading(tenant, history -> history.of(Letter.class, id))
                        .events())
                .hasSize(2);
        assertThat(office.reading(tenant, history -> history.ofActor(actor)).events())
                .hasSize(2);
        assertThat(office.reading(tenant, history -> history.ofCorrelation("mail-" + id))
                        .events())
                .hasSize(2);

        String other = Housing.other(tenant);
        assertThat(office.reading(other, history -> history.of(Letter.class, id))
                        .events())
                .isEmpty();
        assertThat(office.reading(other, history -> history.ofActor(actor)).events())
                .isEmpty();
        assertThat(office.reading(other, history -> history.ofCorrelation("mail-" + id))
                        .events())
                .isEmpty();
    }

    @Test
    void isNotAnOperatorsToRead() {
        var operators = office.housing.tenancy.asOperator(
                ServerName.of("main"), Actor.user("olga").withReason("ticket 7"));
        assertThatThrownBy(() -> operators.inTransaction(History::in)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAnEmptyPage() {
        assertThatThrownBy(() -> office.reading(
                        Housing.ROWS, history -> history.pagesOf(0).ofActor("ann")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void write(String tenant, int times) {
        TenantContext context =
                TenantContext.of(tenant).withActor(Actor.user("actor-" + id)).withCorrelationId("mail-" + id);
        context.run(() -> {
            office.housing.tenancy.inTransaction(session -> session.persist(new Letter(id, "1")));
            for (int i = 2; i <= times; i++) {
                String subject = "" + i;
                office.housing.tenancy.inTransaction(session -> session.find(Letter.class, id).subject = subject);
            }
        });
    }
}
