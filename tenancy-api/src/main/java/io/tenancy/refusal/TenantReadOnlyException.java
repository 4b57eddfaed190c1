package io.tenancy.refusal;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** A write was tried for a tenant that may only be read. */
public final class TenantReadOnlyException extends TenancyException {

    public TenantReadOnlyException(TenantId tenant, String attempted, @Nullable Throwable cause) {
        super(
                tenant,
                attempted + " refused: tenant '" + tenant + "' is read-only. Make it active again to write.",
                cause);
    }
}
