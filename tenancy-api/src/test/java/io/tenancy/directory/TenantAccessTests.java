package io.tenancy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.TenantErasedException;
import io.tenancy.refusal.TenantReadOnlyException;
import io.tenancy.refusal.TenantSuspendedException;
import io.tenancy.refusal.TenantUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantAccessTests {

    private static Tenant acme(TenantStatus status) {
        return Tenant.active("acme", Placement.sharedRows("main")).withStatus(status);
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE,false", "READ_ONLY,true", "MOVING,true"})
    void readsPassWhereTheStatusAllowsThem(TenantStatus status, boolean readOnly) {
        assertThatCode(() -> TenantAccess.requireRead(acme(status), "Opening a connection"))
                .doesNotThrowAnyException();
        assertThat(TenantAccess.readOnly(acme(status))).isEqualTo(readOnly);
    }

    @ParameterizedTest
    @CsvSource({"PROVISIONING", "SUSPENDED", "ERASED"})
    void aTenantThatCannotBeReadIsNotCalledReadOnly(TenantStatus status) {
        assertThat(TenantAccess.readOnly(acme(status))).isFalse();
    }

    @Test
    void anActiveTenantMayWrite() {
        assertThatCode(() -> TenantAccess.requireWrite(acme(TenantStatus.ACTIVE), "Insert of Invoice"))
                .doesNotThrowAnyException();
    }

    @Test
    void everyOtherStatusRefusesWritesInItsOwnWay() {
        assertWriteRefused(TenantStatus.READ_ONLY, TenantReadOnlyException.class);
        assertWriteRefused(TenantStatus.MOVING, TenantUnavailableException.class);
        assertWriteRefused(TenantStatus.PROVISIONING, TenantUnavailableException.class);
        assertWriteRefused(TenantStatus.SUSPENDED, TenantSuspendedException.class);
        assertWriteRefused(TenantStatus.ERASED, TenantErasedException.class);
    }

    @Test
    void refusesReadsByStatus() {
        assertReadRefused(TenantStatus.PROVISIONING, TenantUnavailableException.class);
        assertReadRefused(TenantStatus.SUSPENDED, TenantSuspendedException.class);
        assertReadRefused(TenantStatus.ERASED, TenantErasedException.class);
    }

    private static void assertWriteRefused(TenantStatus status, Class<? extends TenancyException> refusal) {
        assertThatThrownBy(() -> TenantAccess.requireWrite(acme(status), "Insert of Invoice"))
                .isExactlyInstanceOf(refusal)
                .satisfies(e -> assertThat(((TenancyException) e).findTenant()).contains(TenantId.of("acme")));
    }

    private static void assertReadRefused(TenantStatus status, Class<? extends TenancyException> refusal) {
        assertThatThrownBy(() -> TenantAccess.requireRead(acme(status), "Opening a connection"))
                .isExactlyInstanceOf(refusal);
    }
}
