package io.tenancy.postgres.directory;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.directory.TenantRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A directory with the registry that writes it, as one, for the contract. */
record PostgresTenants(TenantDirectory directory, TenantRegistry registry) implements TenantDirectory, TenantRegistry {

    @Override
    public Optional<Tenant> find(TenantId id) {
        return directory.find(id);
    }

    @Override
    public Map<TenantId, Tenant> findAll(Collection<TenantId> ids) {
        return directory.findAll(ids);
    }

    @Override
    public TenantPage list(TenantPageRequest request) {
        return directory.list(request);
    }

    @Override
    public void register(Tenant tenant) {
        registry.register(tenant);
    }

    @Override
    public Tenant changeStatus(Tenant known, TenantStatus next) {
        return registry.changeStatus(known, next);
    }

    @Override
    public Tenant changePlacement(Tenant known, Placement next) {
        return registry.changePlacement(known, next);
    }

    @Override
    public Tenant changeAttributes(Tenant known, Map<String, String> next) {
        return registry.changeAttributes(known, next);
    }
}
