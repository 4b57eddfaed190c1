package io.tenancy.directory;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.DuplicateTenantException;
import io.tenancy.refusal.StaleTenantException;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.refusal.TenantErasedException;
import io.tenancy.refusal.UnknownTenantException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * Tenants in the memory of this process: for tests, and for services whose tenants are part of their configuration.
 * Safe for use by several threads; reads never wait.
 */
public final class InMemoryTenants implements TenantDirectory, TenantRegistry {

    private final ConcurrentNavigableMap<TenantId, Tenant> tenants = new ConcurrentSkipListMap<>();
    private final Claims claims = new Claims();
    private final TenancyListener listener;

    private InMemoryTenants(List<Tenant> configured, TenancyListener listener) {
        this.listener = TenancyListener.all(List.of(listener));
        var problems = new ArrayList<String>();
        configured.forEach(tenant -> findDuplicate(tenant)
                .ifPresentOrElse(duplicate -> problems.add(duplicate.getMessage()), () -> put(tenant)));
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("The tenant directory", problems);
        }
    }

    /** @throws TenancyConfigurationException with one problem for each tenant that collides with one before it */
    public static InMemoryTenants of(Tenant... tenants) {
        return builder().tenants(List.of(tenants)).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return Optional.ofNullable(tenants.get(id));
    }

    @Override
    public TenantPage list(TenantPageRequest request) {
        var behind = request.after() == null ? tenants : tenants.tailMap(request.after(), false);
        return TenantPage.of(
                request, behind.values().stream().limit(request.size() + 1L).toList());
    }

    @Override
    public void register(Tenant tenant) {
        synchronized (claims) {
            var duplicate = findDuplicate(tenant);
            if (duplicate.isPresent()) {
                throw duplicate.get();
            }
            put(tenant);
        }
        listener.on(new TenancyEvent.TenantRegistered(tenant));
    }

    @Override
    public Tenant changeStatus(Tenant known, TenantStatus next) {
        return change(known, now -> now.status() == next ? now : now.withStatus(next));
    }

    @Override
    public Tenant changePlacement(Tenant known, Placement next) {
        return change(known, now -> now.placement().equals(next) ? now : now.withPlacement(next));
    }

    @Override
    public Tenant changeAttributes(Tenant known, Map<String, String> next) {
        return change(known, now -> {
            if (!now.attributes().equals(known.attributes())) {
                throw new StaleTenantException(known, now);
            }
            return now.withAttributes(next);
        });
    }

    private Tenant change(Tenant known, UnaryOperator<Tenant> change) {
        Tenant before;
        Tenant after;
        synchronized (claims) {
            before = requireChangeable(known);
            after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            var clash = claims.findClash(after.id(), after.placement());
            if (clash.isPresent()) {
                throw duplicate(after, clash.get());
            }
            claims.remove(before);
            put(after);
        }
        listener.on(new TenancyEvent.TenantChanged(before, after));
        return after;
    }

    private Tenant requireChangeable(Tenant known) {
        Tenant now = tenants.get(known.id());
        if (now == null) {
            throw new UnknownTenantException(known.id());
        }
        if (now.status() == TenantStatus.ERASED) {
            throw new TenantErasedException(now.id());
        }
        if (now.epoch() != known.epoch()) {
            throw new StaleTenantException(known, now);
        }
        return now;
    }

    private Optional<DuplicateTenantException> findDuplicate(Tenant tenant) {
        if (tenants.containsKey(tenant.id())) {
            return Optional.of(duplicate(tenant, new Claims.Clash("its id", tenant.id())));
        }
        return claims.findClash(tenant.id(), tenant.placement()).map(clash -> duplicate(tenant, clash));
    }

    private static DuplicateTenantException duplicate(Tenant tenant, Claims.Clash clash) {
        return new DuplicateTenantException(tenant.id(), clash.what(), clash.holder());
    }

    private void put(Tenant tenant) {
        claims.add(tenant);
        tenants.put(tenant.id(), tenant);
    }

    /** Collects tenants and a listener. For use by one thread. */
    public static final class Builder {

        private final List<Tenant> tenants = new ArrayList<>();
        private TenancyListener listener = TenancyListener.none();

        private Builder() {}

        public Builder tenants(List<Tenant> more) {
            tenants.addAll(more);
            return this;
        }

        /** Hears of changes to come, not of the tenants given here. */
        public Builder listener(TenancyListener hears) {
            listener = hears;
            return this;
        }

        /** @throws TenancyConfigurationException with one problem for each tenant that collides with one before it */
        public InMemoryTenants build() {
            return new InMemoryTenants(tenants, listener);
        }
    }
}
