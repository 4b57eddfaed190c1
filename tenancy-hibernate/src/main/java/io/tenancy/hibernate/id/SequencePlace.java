package io.tenancy.hibernate.id;

import io.tenancy.Placement.SharedRows;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Where sequences live: tenants with shared rows share those of their server, every other tenant has its own. Immutable.
 *
 * @param owner the tenant that has them alone; null if they are shared
 */
record SequencePlace(ServerName server, @Nullable TenantId owner) {

    static SequencePlace of(Tenant tenant) {
        boolean shared = tenant.placement() instanceof SharedRows;
        return new SequencePlace(tenant.placement().server(), shared ? null : tenant.id());
    }
}
