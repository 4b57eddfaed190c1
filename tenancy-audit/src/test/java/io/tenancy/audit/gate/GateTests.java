package io.tenancy.audit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Treaty;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.hibernate.housing.Housing;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that the trail would miss are refused, and nothing is written. */
class GateTests {

    private final Office office = Office.shared();
    private final long id = Office.id();

    @BeforeEach
    void fill() {
        Housing.placements()
                .forEach(tenant -> office.as(tenant, session -> {
                    session.persist(new Letter(id, "kept"));
                    session.persist(new Treaty(id, "kept", 10));
                    session.persist(new Client(id, "kept"));
                }));
    }

    static Stream<String> hql() {
        return Stream.of(
                "update Letter set subject = 'raw'",
                "delete from Letter",
                "insert into Letter (id, tenantId, subject) values (-1, 'rows-a', 'raw')",
                "insert into Letter (id, tenantId, subject) select -1, t.tenantId, 'raw' from Topic t",
                // Several tables: Hibernate makes one selection of it.
                "update Treaty set years = 99",
                "update Paper set title = 'raw'",
                "delete from Treaty",
                "delete from Client");
    }

    @ParameterizedTest
    @MethodSource("hql")
    void refusesHql(String hql) {
        Housing.placements().forEach(tenant -> {
            refused(tenant, session -> session.createMutationQuery(hql).executeUpdate());
            refusedStateless(tenant, session -> session.createMutationQuery(hql).executeUpdate());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update letter set subject = 'raw'",
                "delete from \"letter\"",
                "insert into letter (id, subject) values (-1, 'raw')",
                "delete from client_tag"
            })
    void refusesNativeStatements(String sql) {
        Housing.placements().forEach(tenant -> {
            refused(tenant, session -> session.createNativeMutationQuery(sql).executeUpdate());
            refusedStateless(
                    tenant, session -> session.createNativeMutationQuery(sql).executeUpdate());
        });
    }

    @Test
    void refusesNativeStatementsThatGiveRows() {
        String sql = "with gone as (update letter set subject = 'raw' returning id) select id from gone";
        Housing.placements()
                .forEach(tenant -> refused(tenant, session -> session.createNativeQuery(sql, Long.class)
                        .getResultList()));
    }

    @Test
    void refusesCriteria() {
        Housing.placements().forEach(tenant -> {
            refused(tenant, session -> {
                var update = session.getCriteriaBuilder().createCriteriaUpdate(Letter.class);
                update.from(Letter.class);
                session.createMutationQuery(update.set("subject", "raw")).executeUpdate();
            });
            refused(tenant, session -> {
                var delete = session.getCriteriaBuilder().createCriteriaDelete(Letter.class);
                delete.from(Letter.class);
                session.createMutationQuery(delete).executeUpdate();
            });
        });
    }

    @Test
    void letsStatementsOnOtherTablesPass() {
        Housing.placements()
                .forEach(tenant -> office.as(tenant, session -> {
                    assertThatCode(() -> session.createMutationQuery(
                                            "update Topic set name = 'x' where id in (select id from Letter)")
                                    .executeUpdate())
                            .doesNotThrowAnyException();
                    assertThatCode(() -> session.createNativeMutationQuery("delete from scrap")
                                    .executeUpdate())
                            .doesNotThrowAnyException();
                }));
    }

    private interface Work<S> {
        void on(S session);
    }

    private void refused(String tenant, Work<Session> work) {
        assertThatThrownBy(() -> office.as(tenant, work::on))
                .isInstanceOfSatisfying(UnrecordedWriteException.class, refusal -> assertThat(
                                refusal.findTenant().orElseThrow().value())
                        .isEqualTo(tenant));
        requireUntouched(tenant);
    }

    private void refusedStateless(String tenant, Work<StatelessSession> work) {
        assertThatThrownBy(() -> office.statelessAs(tenant, work::on)).isInstanceOf(UnrecordedWriteException.class);
        requireUntouched(tenant);
    }

    private void requireUntouched(String tenant) {
        assertThat(office.history(tenant, Letter.class, id)).hasSize(1);
        office.as(tenant, session -> {
            assertThat(session.find(Letter.class, id).subject).isEqualTo("kept");
            assertThat(session.find(Letter.class, -1L)).isNull();
            assertThat(session.find(Treaty.class, id).years).isEqualTo(10);
        });
    }
}
