package io.tenancy.refusal;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The directory or registry of tenants cannot be asked, so that nobody knows who the tenant is. Other than with an
 * unknown tenant, the same call may pass later.
 */
public final class DirectoryUnavailableException extends TenancyException {

    public DirectoryUnavailableException(@Nullable TenantId tenant, String what, @Nullable Throwable cause) {
        super(
                tenant,
                "The directory of tenants is unavailable" + (tenant == null ? "" : " for tenant '" + tenant + "'")
                        + ": " + what,
                cause);
    }
}
