package io.tenancy.hibernate.cache;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.testkit.probe.cache.MapRegionFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.StatisticsSettings;

/** An entity of the second-level cache. */
@Entity(name = "Price")
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class CachedPrice {

    private static final String TABLE =
            "create table price (tenant_id text not null, id bigint not null, amount bigint, primary key (tenant_id, id))";

    @Id
    long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    public long amount;

    protected CachedPrice() {}

    public CachedPrice(long id, long amount) {
        this.id = id;
        this.amount = amount;
    }

    public static Housing housing() {
        return Housing.of(
                TABLE,
                builder -> builder.setting(CacheSettings.USE_SECOND_LEVEL_CACHE, true)
                        .setting(StatisticsSettings.GENERATE_STATISTICS, true)
                        .setting(CacheSettings.CACHE_REGION_FACTORY, MapRegionFactory.withHibernatesKeys()),
                CachedPrice.class);
    }
}
