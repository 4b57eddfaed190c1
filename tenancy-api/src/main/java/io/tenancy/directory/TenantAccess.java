package io.tenancy.directory;

import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.TenantErasedException;
import io.tenancy.refusal.TenantReadOnlyException;
import io.tenancy.refusal.TenantSuspendedException;
import io.tenancy.refusal.TenantUnavailableException;

/** What a tenant's status lets its scopes do, as typed refusals. Pure functions, hence safe for several threads. */
public final class TenantAccess {

    private TenantAccess() {}

    /**
     * @param attempted what is tried, as the subject of the refusal, such as {@code "Opening a connection"}
     * @throws TenantUnavailableException if the tenant is being provisioned
     * @throws TenantSuspendedException if it is suspended
     * @throws TenantErasedException if it was erased
     */
    public static void requireRead(Tenant tenant, String attempted) {
        if (tenant.status().access() == TenantStatus.Access.NONE) {
            throw refusal(tenant, attempted);
        }
    }

    /**
     * @param attempted what is tried, as the subject of the refusal, such as {@code "Insert of Invoice"}
     * @throws TenantReadOnlyException if the tenant is read-only
     * @throws TenantUnavailableException if it is being provisioned or moved
     * @throws TenantSuspendedException if it is suspended
     * @throws TenantErasedException if it was erased
     */
    public static void requireWrite(Tenant tenant, String attempted) {
        if (tenant.status().access() != TenantStatus.Access.READ_WRITE) {
            throw refusal(tenant, attempted);
        }
    }

    /** Whether reads pass and writes do not. */
    public static boolean readOnly(Tenant tenant) {
        return tenant.status().access() == TenantStatus.Access.READ;
    }

    private static TenancyException refusal(Tenant tenant, String attempted) {
        return switch (tenant.status()) {
            case READ_ONLY -> new TenantReadOnlyException(tenant.id(), attempted, null);
            case PROVISIONING, MOVING -> new TenantUnavailableException(tenant.id(), tenant.status(), attempted);
            case SUSPENDED -> new TenantSuspendedException(tenant.id());
            case ERASED -> new TenantErasedException(tenant.id());
            case ACTIVE -> throw new AssertionError("an active tenant refuses nothing");
        };
    }
}
