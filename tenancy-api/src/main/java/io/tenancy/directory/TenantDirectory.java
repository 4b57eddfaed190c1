package io.tenancy.directory;

import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.refusal.UnknownTenantException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which tenants there are and where they live. Implementations are safe for use by several threads. */
public interface TenantDirectory {

    Optional<Tenant> find(TenantId id);

    /** @throws UnknownTenantException if there is no such tenant */
    default Tenant require(TenantId id) {
        return find(id).orElseThrow(() -> new UnknownTenantException(id));
    }

    /** Those of the tenants that there are, by id; the unknown ones are missing. */
    default Map<TenantId, Tenant> findAll(Collection<TenantId> ids) {
        var found = new HashMap<TenantId, Tenant>();
        ids.forEach(id -> find(id).ifPresent(tenant -> found.put(id, tenant)));
        return Map.copyOf(found);
    }

    /**
     * One page of all tenants, erased ones too, in the order of their ids (by character code, as PostgreSQL's
     * {@code collate "C"}). Pages are not a snapshot: each sees the tenants of its own moment.
     */
    TenantPage list(TenantPageRequest request);
}
