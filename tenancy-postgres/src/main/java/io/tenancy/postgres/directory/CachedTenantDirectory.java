package io.tenancy.postgres.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.event.TenancyEvent.TenantChanged;
import io.tenancy.event.TenancyEvent.TenantRegistered;
import io.tenancy.event.TenancyListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Remembers what another directory said, ids without a tenant too. What is remembered expires, which is the guarantee;
 * a {@link DirectoryListener} has a change seen sooner. While the other directory is down, its tenants go on until they
 * expire, and its exception meets whoever asks for others. Safe for use by several threads; what is remembered is found
 * without waiting.
 */
public final class CachedTenantDirectory implements TenantDirectory {

    private final TenantDirectory source;
    private final CacheBounds bounds;
    private final Cache<TenantId, Tenant> tenants;
    private final Cache<TenantId, Boolean> unknown;
    private final LongAdder epochChanges = new LongAdder();
    private final ChangeStamps stamps = new ChangeStamps();

    private CachedTenantDirectory(TenantDirectory source, CacheBounds bounds, Ticker ticker) {
        this.source = source;
        this.bounds = bounds;
        this.tenants = cache(bounds.expiry(), bounds.entries(), ticker);
        this.unknown = cache(bounds.unknownExpiry(), bounds.unknownEntries(), ticker);
    }

    /** Within the {@link CacheBounds#standard() standard bounds}. */
    public static CachedTenantDirectory of(TenantDirectory source) {
        return of(source, CacheBounds.standard());
    }

    public static CachedTenantDirectory of(TenantDirectory source, CacheBounds bounds) {
        return of(source, bounds, Ticker.systemTicker());
    }

    static CachedTenantDirectory of(TenantDirectory source, CacheBounds bounds, Ticker ticker) {
        return new CachedTenantDirectory(source, bounds, ticker);
    }

    private static <V> Cache<TenantId, V> cache(Duration expiry, long entries, Ticker ticker) {
        return Caffeine.newBuilder()
                .expireAfterWrite(expiry)
                .maximumSize(entries)
                .ticker(ticker)
                .recordStats()
                .build();
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        Tenant remembered = tenants.getIfPresent(id);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        if (unknown.getIfPresent(id) != null) {
            return Optional.empty();
        }
        long stamp = stamps.of(id);
        return remember(id, source.find(id), stamp);
    }

    @Override
    public Map<TenantId, Tenant> findAll(Collection<TenantId> ids) {
        var found = new HashMap<TenantId, Tenant>(tenants.getAllPresent(ids));
        List<TenantId> rest = ids.stream()
                .filter(id -> !found.containsKey(id) && unknown.getIfPresent(id) == null)
                .distinct()
                .toList();
        if (!rest.isEmpty()) {
            var stampsBefore = new ArrayList<Long>();
            rest.forEach(id -> stampsBefore.add(stamps.of(id)));
            Map<TenantId, Tenant> read = source.findAll(rest);
            for (int i = 0; i < rest.size(); i++) {
                TenantId id = rest.get(i);
                remember(id, Optional.ofNullable(read.get(id)), stampsBefore.get(i))
                        .ifPresent(tenant -> found.put(id, tenant));
            }
        }
        return Map.copyOf(found);
    }

    /** Always asks the other directory. */
    @Override
    public TenantPage list(TenantPageRequest request) {
        return source.list(request);
    }

    /** Has the tenant read again when it is next wanted. */
    public void forget(TenantId id) {
        stamps.changed(id);
        tenants.invalidate(id);
        unknown.invalidate(id);
    }

    /** Has every tenant read again when it is next wanted. */
    public void forgetAll() {
        stamps.allChanged();
        tenants.invalidateAll();
        unknown.invalidateAll();
    }

    /** Forgets each tenant that is registered or changed, for the registry of the same process. */
    public TenancyListener forgetting() {
        return event -> {
            if (event instanceof TenantRegistered registered) {
                forget(registered.tenant().id());
            } else if (event instanceof TenantChanged changed) {
                forgetUpTo(changed.after().id(), changed.after().epoch());
            }
        };
    }

    public CacheBounds bounds() {
        return bounds;
    }

    public CacheCounts counts() {
        return new CacheCounts(
                tenants.stats().hitCount(),
                unknown.stats().hitCount(),
                unknown.stats().missCount(),
                tenants.estimatedSize(),
                unknown.estimatedSize(),
                epochChanges.sum());
    }

    /** Forgets the tenant as it was before this epoch or at it, since attributes change without a new one. */
    void forgetUpTo(TenantId id, long epoch) {
        stamps.changed(id);
        tenants.asMap().computeIfPresent(id, (same, tenant) -> {
            if (tenant.epoch() < epoch) {
                epochChanges.increment();
            }
            return tenant.epoch() > epoch ? tenant : null;
        });
        unknown.invalidate(id);
    }

    private Optional<Tenant> remember(TenantId id, Optional<Tenant> read, long stampBefore) {
        Optional<Tenant> newest = read.map(this::keepNewest);
        if (newest.isPresent()) {
            unknown.invalidate(id);
        } else {
            unknown.put(id, true);
        }
        if (stamps.of(id) != stampBefore) {
            // Changed while it was read. Whoever changes it later removes it himself.
            tenants.invalidate(id);
            unknown.invalidate(id);
        }
        return newest;
    }

    /** Readers overtake each other, and a standby may lag behind: an older epoch replaces no newer one. */
    private Tenant keepNewest(Tenant read) {
        while (true) {
            Tenant present = tenants.asMap().putIfAbsent(read.id(), read);
            if (present == null) {
                return read;
            }
            if (present.epoch() > read.epoch()) {
                return present;
            }
            if (tenants.asMap().replace(read.id(), present, read)) {
                if (present.epoch() < read.epoch()) {
                    epochChanges.increment();
                }
                return read;
            }
        }
    }
}
