package io.tenancy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.hibernate.housing.Housing;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThinPathTests {

    private final Office office = Office.shared();

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void recordsAnInsertForItsTenant(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(1, "hello")));
        assertThat(office.history(tenant, Letter.class, 1L))
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(Kind.INSERT))
                .satisfies(event -> assertThat(event.actor()).isEqualTo(Office.ANN))
                .extracting(AuditEvent::after, InstanceOfAssertFactories.MAP)
                .containsEntry("subject", "hello");
        assertThat(office.history(Housing.other(tenant), Letter.class, 1L)).isEmpty();
    }
}
