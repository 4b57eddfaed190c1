package io.tenancy.audit.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.Recorded;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Paper;
import io.tenancy.audit.office.Topic;
import io.tenancy.audit.office.store.Bottle;
import io.tenancy.audit.office.store.Crate;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.audit.report.AuditTriggers;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.refusal.TenancyConfigurationException;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.Test;

/** Where a trigger is not as the mapping makes it, nothing is written. */
class MissingTriggerTests {

    private static final String TENANT = Housing.OTHER_DATABASE;

    private final Office office = Store.office();
    private final long id = Office.id();

    /** What is wrong, by what somebody did. */
    private static final Map<String, String> DAMAGES = Map.of(
            "drop trigger tenancy_audit on crate",
            "missing",
            "alter table crate disable trigger tenancy_audit",
            "switched off",
            "create or replace trigger tenancy_audit after insert on crate for each row"
                    + " execute function tenancy_audit_of_crate()",
            "switched off",
            "create or replace trigger tenancy_audit after insert or update or delete on crate for each row"
                    + " execute function tenancy_audit_of_bottle()",
            "another than the mapping would make");

    @Test
    void refusesToWrite() throws SQLException {
        // A factory that has not looked yet.
        try (HibernateTenancy fresh = office.housing.another(builder -> {}, Crate.class, Bottle.class, Topic.class)) {
            AuditTriggers triggers = AuditTriggers.of(fresh.sessionFactory());
            for (var damage : DAMAGES.entrySet()) {
                office.housing.executeIn(TENANT, damage.getKey());
                assertThat(gaps(triggers)).isEqualTo(Map.of("crate", damage.getValue()));
                assertRefused(damage.getValue(), fresh, session -> session.persist(new Crate(id, "hello")));
                assertRefused(
                        damage.getValue(), fresh, session -> session.createNativeMutationQuery("delete from crate")
                                .executeUpdate());

                Store.run(TENANT);
                office.housing.executeIn(TENANT, "alter table crate enable trigger tenancy_audit");
                assertThat(gaps(triggers)).isEmpty();
            }
            Office.context(TENANT).run(() -> fresh.inTransaction(session -> session.persist(new Crate(id, "hello"))));
        }
        assertThat(office.history(TENANT, Crate.class, id)).hasSize(1);
    }

    private static void assertRefused(String found, HibernateTenancy tenancy, Consumer<Session> work) {
        assertThatThrownBy(() -> Office.context(TENANT).run(() -> tenancy.inTransaction(work)))
                .isInstanceOfSatisfying(UnrecordedWriteException.class, refusal -> assertThat(refusal.targets())
                        .containsExactly("crate"))
                .hasMessageContaining(found)
                .hasMessageContaining("AuditTriggers.script()");
    }

    private Map<String, String> gaps(AuditTriggers triggers) throws SQLException {
        try (Connection connection = office.housing.witness(TENANT)) {
            return triggers.gaps(connection);
        }
    }

    @Entity(name = "Half")
    @Recorded(by = CapturedBy.TRIGGER)
    static class Half extends Paper {}

    @Entity(name = "Basket")
    @Recorded(by = CapturedBy.TRIGGER)
    static class Basket {
        @Id
        long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        @ElementCollection
        Set<String> apples = new HashSet<>();
    }

    @Entity(name = "Lid")
    @Recorded
    @Table(name = "crate")
    static class Lid {
        @Id
        long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;
    }

    @Entity(name = "Shade")
    @Recorded(by = CapturedBy.NOTHING)
    static class Shade {
        @Id
        long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;
    }

    @Test
    void saysAtOnceWhatTriggersCannotRecord() {
        assertThatThrownBy(() -> office.housing
                        .another(
                                builder -> {},
                                Paper.class,
                                Half.class,
                                Basket.class,
                                Crate.class,
                                Topic.class,
                                Lid.class,
                                Shade.class)
                        .close())
                .isInstanceOfSatisfying(TenancyConfigurationException.class, refusal -> assertThat(refusal.problems())
                        .anyMatch(problem -> problem.contains("Half") && problem.contains("several tables"))
                        .anyMatch(problem -> problem.contains("Basket.apples"))
                        .anyMatch(problem -> problem.contains("Table crate") && problem.contains("twice"))
                        .anyMatch(problem -> problem.contains("Shade") && problem.contains("NOTHING")));
    }
}
