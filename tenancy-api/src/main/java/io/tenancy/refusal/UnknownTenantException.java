package io.tenancy.refusal;

import io.tenancy.TenantId;

/** The directory has no tenant with this id. */
public final class UnknownTenantException extends TenancyException {

    public UnknownTenantException(TenantId tenant) {
        super(
                tenant,
                "Tenant '" + tenant + "' is unknown to the directory. Register it first, or correct the id.",
                null);
    }
}
