package io.tenancy.hibernate.housing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HousingTests {

    private static Housing housing;

    @Entity(name = "Chair")
    static class Chair {
        @Id
        long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        protected Chair() {}

        Chair(long id) {
            this.id = id;
        }
    }

    @BeforeAll
    static void open() {
        housing = Housing.of(
                "create table chair (tenant_id text not null, id bigint not null, primary key (tenant_id, id))",
                Chair.class);
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void housesTwoTenantsApart(String tenant) {
        housing.as(tenant, session -> session.persist(new Chair(1)));
        housing.as(Housing.other(tenant), session -> assertThat(session.find(Chair.class, 1L))
                .isNull());
        housing.as(tenant, session -> assertThat(session.find(Chair.class, 1L)).isNotNull());
        assertThat(housing.numberIn(tenant, "select count(*) from chair where tenant_id = '" + tenant + "'"))
                .isEqualTo(1);
    }
}
