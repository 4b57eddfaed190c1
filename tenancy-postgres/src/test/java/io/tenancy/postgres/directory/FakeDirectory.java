package io.tenancy.postgres.directory;

import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.refusal.DirectoryUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A directory that counts what it is asked, can be down, and can let something happen while it is asked. */
final class FakeDirectory implements TenantDirectory {

    final Map<TenantId, Tenant> tenants = new ConcurrentHashMap<>();
    final List<TenantId> asked = new ArrayList<>();
    boolean down;
    Runnable meanwhile = () -> {};

    void put(Tenant tenant) {
        tenants.put(tenant.id(), tenant);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        asked.add(id);
        if (down) {
            throw new DirectoryUnavailableException(id, "it is down.", null);
        }
        Optional<Tenant> read = Optional.ofNullable(tenants.get(id));
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        return read;
    }

    @Override
    public Map<TenantId, Tenant> findAll(Collection<TenantId> ids) {
        var found = new HashMap<TenantId, Tenant>();
        ids.forEach(id -> find(id).ifPresent(tenant -> found.put(id, tenant)));
        return found;
    }

    @Override
    public TenantPage list(TenantPageRequest request) {
        return TenantPage.of(request, List.copyOf(tenants.values()));
    }
}
