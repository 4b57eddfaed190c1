package io.tenancy.refusal;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** A tenant's connection was asked for something that would change or escape its binding. */
public final class ForbiddenStatementException extends TenancyException {

    public ForbiddenStatementException(@Nullable TenantId tenant, String attempted, String remedy) {
        super(tenant, attempted + " refused on a tenant's connection. " + remedy, null);
    }
}
