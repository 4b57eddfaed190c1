package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.AuditSettings;
import io.tenancy.audit.RawWrites;
import io.tenancy.audit.Recorded;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.mapping.SharedAcrossTenants;
import io.tenancy.refusal.TenancyConfigurationException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

/** What a factory can be told, and what it does not start with. */
class SettingTests {

    private final Office office = Office.shared();
    private final long id = Office.id();

    @Entity(name = "Country")
    @Recorded
    @SharedAcrossTenants
    static class Country {
        @Id
        String code;
    }

    @Test
    void warnsOfStatementsThatTheTrailMissesWhereThatIsEnough() {
        office.as(Housing.ROWS, session -> session.persist(new Letter(id, "hello")));
        try (HibernateTenancy lenient = another(AuditSettings.RAW_WRITES, RawWrites.WARN)) {
            Office.context(Housing.ROWS)
                    .run(() -> lenient.inTransaction(session -> assertThat(
                                    session.createMutationQuery("update Letter set subject = 'raw' where id = " + id)
                                            .executeUpdate())
                            .isEqualTo(1)));
        }
        assertThat(office.history(Housing.ROWS, Letter.class, id)).hasSize(1);
    }

    @Test
    void refusesSettingsThatSayNothing() {
        assertThatThrownBy(() -> another(AuditSettings.RAW_WRITES, "perhaps").close())
                .isInstanceOfSatisfying(TenancyConfigurationException.class, refusal -> assertThat(refusal.problems())
                        .singleElement()
                        .asString()
                        .contains(AuditSettings.RAW_WRITES, "perhaps", "REFUSE or WARN"));
        assertThatThrownBy(() -> another(AuditSettings.ROWS_AT_MOST, 0).close())
                .isInstanceOfSatisfying(TenancyConfigurationException.class, refusal -> assertThat(refusal.problems())
                        .singleElement()
                        .asString()
                        .contains(AuditSettings.ROWS_AT_MOST, "'0'"));
    }

    @Test
    void refusesToRecordWhatBelongsToNoTenant() {
        assertThatThrownBy(() ->
                        office.housing.another(builder -> {}, Country.class).close())
                .isInstanceOfSatisfying(TenancyConfigurationException.class, refusal -> assertThat(refusal.problems())
                        .singleElement()
                        .asString()
                        .contains("Country", "belongs to no tenant"));
    }

    private HibernateTenancy another(String setting, Object value) {
        return office.housing.another(
                builder -> builder.setting(setting, value), Letter.class, Client.class, Topic.class);
    }
}
