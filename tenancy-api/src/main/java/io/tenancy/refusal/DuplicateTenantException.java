package io.tenancy.refusal;

import io.tenancy.TenantId;

/** The id, or the schema or database that a tenant should own alone, is taken. */
public final class DuplicateTenantException extends TenancyException {

    private final TenantId holder;

    public DuplicateTenantException(TenantId tenant, String what, TenantId holder) {
        super(
                tenant,
                "Tenant '" + tenant + "' refused: " + what + " is taken by tenant '" + holder + "'. Choose another.",
                null);
        this.holder = holder;
    }

    /** The tenant that has it. */
    public TenantId holder() {
        return holder;
    }
}
