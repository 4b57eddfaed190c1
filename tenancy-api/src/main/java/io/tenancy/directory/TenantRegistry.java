package io.tenancy.directory;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.refusal.DuplicateTenantException;
import io.tenancy.refusal.StaleTenantException;
import io.tenancy.refusal.TenantErasedException;
import io.tenancy.refusal.UnknownTenantException;
import java.util.Map;

/**
 * Changes which tenants there are and where they live. Implementations are safe for use by several threads.
 *
 * <p>A change names the tenant as the caller knows it and is refused if the registry has moved on, so that two who
 * decide at once cannot overwrite each other. A refused call changes nothing. A change to what already is changes
 * nothing either, and raises no event. An erased tenant changes no more, and keeps its id, schema and database: a node
 * that has not heard of it yet must not find another tenant's data there.
 *
 * <p>The listener hears {@code TenantRegistered} and {@code TenantChanged} after the fact, on the thread of the caller.
 */
public interface TenantRegistry {

    /**
     * Adds a tenant as it is, usually one in {@link TenantStatus#PROVISIONING}.
     *
     * @throws DuplicateTenantException if its id is taken, or the schema, database or server that it would own alone
     */
    void register(Tenant tenant);

    /**
     * Gives the tenant another status, one epoch later.
     *
     * @return the tenant as it is now
     * @throws UnknownTenantException if there is no such tenant
     * @throws TenantErasedException if it was erased
     * @throws StaleTenantException if its epoch is no longer the known one
     */
    Tenant changeStatus(Tenant known, TenantStatus next);

    /**
     * Says that the tenant lives elsewhere, one epoch later. Moves no data.
     *
     * @return the tenant as it is now
     * @throws UnknownTenantException if there is no such tenant
     * @throws TenantErasedException if it was erased
     * @throws StaleTenantException if its epoch is no longer the known one
     * @throws DuplicateTenantException if another tenant has what this one would own alone
     */
    Tenant changePlacement(Tenant known, Placement next);

    /**
     * Replaces the tenant's attributes; the epoch stays.
     *
     * @return the tenant as it is now
     * @throws UnknownTenantException if there is no such tenant
     * @throws TenantErasedException if it was erased
     * @throws StaleTenantException if its epoch or its attributes are no longer the known ones
     */
    Tenant changeAttributes(Tenant known, Map<String, String> next);
}
