package io.tenancy.refusal;

import io.tenancy.TenantId;
import io.tenancy.TenantStatus;

/** The tenant is being provisioned or moved: the same call will pass later. */
public final class TenantUnavailableException extends TenancyException {

    private final TenantStatus status;

    public TenantUnavailableException(TenantId tenant, TenantStatus status, String attempted) {
        super(tenant, attempted + " refused: tenant '" + tenant + "' is " + status + ". Try again later.", null);
        this.status = status;
    }

    public TenantStatus status() {
        return status;
    }
}
