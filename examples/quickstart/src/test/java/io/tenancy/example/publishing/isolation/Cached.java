package io.tenancy.example.publishing.isolation;

import io.tenancy.testkit.probe.cache.MapRegionFactory;
import java.util.Map;
import org.hibernate.cfg.CacheSettings;

/** Settings for all entities in a second-level cache, and a query cache. */
final class Cached {

    private Cached() {}

    static Map<String, Object> by(MapRegionFactory regions) {
        return Map.of(
                CacheSettings.CACHE_REGION_FACTORY,
                regions,
                CacheSettings.USE_QUERY_CACHE,
                true,
                CacheSettings.JAKARTA_SHARED_CACHE_MODE,
                "ALL",
                CacheSettings.DEFAULT_CACHE_CONCURRENCY_STRATEGY,
                "read-write");
    }
}
