package io.tenancy.testkit.probe.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.internal.DefaultCacheKeysFactory;
import org.hibernate.cache.internal.SimpleCacheKeysFactory;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A second-level cache in maps, with Hibernate's keys or with its simple ones, which know no tenant. */
public final class MapRegionFactory extends RegionFactoryTemplate {

    private final CacheKeysFactory keys;

    private MapRegionFactory(CacheKeysFactory keys) {
        this.keys = keys;
    }

    public static MapRegionFactory withHibernatesKeys() {
        return new MapRegionFactory(DefaultCacheKeysFactory.INSTANCE);
    }

    public static MapRegionFactory withSimpleKeys() {
        return new MapRegionFactory(SimpleCacheKeysFactory.INSTANCE);
    }

    @Override
    protected CacheKeysFactory getImplicitCacheKeysFactory() {
        return keys;
    }

    @Override
    protected DomainDataStorageAccess createDomainDataStorageAccess(
            DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
        return new Storage();
    }

    @Override
    protected StorageAccess createQueryResultsRegionStorageAccess(String name, SessionFactoryImplementor factory) {
        return new Storage();
    }

    @Override
    protected StorageAccess createTimestampsRegionStorageAccess(String name, SessionFactoryImplementor factory) {
        return new Storage();
    }

    @Override
    protected void prepareForUse(SessionFactoryOptions options, Map<String, Object> settings) {}

    @Override
    protected void releaseFromUse() {}

    private static final class Storage implements DomainDataStorageAccess {

        private final Map<Object, Object> content = new ConcurrentHashMap<>();

        @Override
        public Object getFromCache(Object key, SharedSessionContractImplementor session) {
            return content.get(key);
        }

        @Override
        public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
            content.put(key, value);
        }

        @Override
        public boolean contains(Object key) {
            return content.containsKey(key);
        }

        @Override
        public void evictData() {
            content.clear();
        }

        @Override
        public void evictData(Object key) {
            content.remove(key);
        }

        @Override
        public void release() {
            content.clear();
        }
    }
}
