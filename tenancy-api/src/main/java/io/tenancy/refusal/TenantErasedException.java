package io.tenancy.refusal;

import io.tenancy.TenantId;

/** The tenant's data was erased; it does not come back. */
public final class TenantErasedException extends TenancyException {

    public TenantErasedException(TenantId tenant) {
        super(tenant, "Tenant '" + tenant + "' was erased; its id stays taken. Register a new tenant.", null);
    }
}
