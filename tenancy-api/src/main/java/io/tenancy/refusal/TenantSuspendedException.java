package io.tenancy.refusal;

import io.tenancy.TenantId;

/** The tenant is suspended: nothing runs for it until its status changes. */
public final class TenantSuspendedException extends TenancyException {

    public TenantSuspendedException(TenantId tenant) {
        super(tenant, "Tenant '" + tenant + "' is suspended; nothing runs for it until it is made active again.", null);
    }
}
