package io.tenancy.postgres.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantColumnTests {

    private static final String UUID = "7f000001-0000-4000-8000-00000000000a";

    @ParameterizedTest
    @CsvSource({
        "TEXT, acme, true",
        "TEXT, 7, true",
        "UUID, 7f000001-0000-4000-8000-00000000000a, true",
        "UUID, 7f00000100004000800000000000000a, false",
        "UUID, 7f000001-0000-4000-8000-00000000000, false",
        "UUID, acme, false",
        "BIGINT, 0, true",
        "BIGINT, 42, true",
        "BIGINT, 042, false",
        "BIGINT, 4_2, false",
        "BIGINT, 9223372036854775807, true",
        "BIGINT, 9223372036854775808, false",
        "BIGINT, 10000000000000000000, false",
        "BIGINT, acme, false"
    })
    void holdsAnIdUnderOneSpellingOnly(TenantColumn.Type type, String id, boolean fits) {
        var column = new TenantColumn(TenantColumn.text("tenant_id").name(), type);

        assertThat(column.fits(TenantId.of(id))).isEqualTo(fits);
    }

    @Test
    void namesTenantColumnAndTypeWhenAnIdDoesNotFit() {
        assertThatExceptionOfType(UnfitTenantIdException.class)
                .isThrownBy(() -> TenantColumn.uuid("tenant_id").requireFits(TenantId.of("acme")))
                .withMessageContaining("Tenant 'acme' refused")
                .withMessageContaining("'tenant_id' is uuid")
                .satisfies(e -> assertThat(e.findTenant()).contains(TenantId.of("acme")));
    }

    @Test
    void comparesInTheColumnsOwnType() {
        assertThat(TenantColumn.text("tenant_id").isBound(TenantSetting.DEFAULT))
                .isEqualTo("\"tenant_id\" = (select nullif(current_setting('tenancy.tenant_id', true), ''))");
        assertThat(TenantColumn.bigint("t").isBound(new TenantSetting("hibernate.tenant_id")))
                .isEqualTo("\"t\" = (select nullif(current_setting('hibernate.tenant_id', true), '')::bigint)");
        assertThat(TenantColumn.uuid("t").is(TenantId.of(UUID))).isEqualTo("\"t\" = '" + UUID + "'::uuid");
        assertThat(TenantColumn.text("t").is(TenantId.of("acme"))).isEqualTo("\"t\" = 'acme'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tenant", "tenancy.", ".x", "a.b'", "a.b\nc", "A.b", "a-b.c"})
    void refusesSettingsThatPostgresWouldNotTake(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantSetting(name));
    }
}
