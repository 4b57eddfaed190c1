package io.tenancy.spring.data;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.spring.data.TenancyProperties.TenantProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenants that properties name; all that is wrong with them is told at once. */
final class TenantsFromProperties {

    /** Read alone: what properties name is changed where they are, for all instances. */
    private record Named(InMemoryTenants tenants) implements TenantDirectory {

        @Override
        public Optional<Tenant> find(TenantId id) {
            return tenants.find(id);
        }

        @Override
        public TenantPage list(TenantPageRequest request) {
            return tenants.list(request);
        }
    }

    private TenantsFromProperties() {}

    /** @throws TenancyConfigurationException with every problem */
    static TenantDirectory of(Map<String, TenantProperties> properties) {
        var tenants = new ArrayList<Tenant>();
        var problems = new ArrayList<String>();
        properties.forEach((id, tenant) -> {
            try {
                tenants.add(Tenant.active(id, placement(tenant)));
            } catch (IllegalArgumentException e) {
                problems.add("tenancy.tenants." + id + ": " + e.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("Tenancy", List.copyOf(problems));
        }
        return new Named(InMemoryTenants.of(tenants.toArray(Tenant[]::new)));
    }

    private static Placement placement(TenantProperties tenant) {
        if (tenant.ownDatabase() && tenant.schema() != null) {
            throw new IllegalArgumentException(
                    "expected a schema of its own, or a database of its own, found both. Remove one.");
        }
        if (tenant.ownDatabase()) {
            return Placement.ownDatabase(tenant.server());
        }
        return tenant.schema() == null
                ? Placement.sharedRows(tenant.server())
                : Placement.ownSchema(tenant.server(), tenant.schema());
    }
}
