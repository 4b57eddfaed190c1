package io.tenancy.refusal;

import io.tenancy.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Tenancy refuses. Messages are for operators, not for end users; they hold ids, never row
 * contents or secrets.
 */
public abstract class TenancyException extends RuntimeException {

    private final @Nullable TenantId tenant;

    protected TenancyException(@Nullable TenantId tenant, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.tenant = tenant;
    }

    /** The tenant it is about, where there is one. */
    public final Optional<TenantId> findTenant() {
        return Optional.ofNullable(tenant);
    }
}
