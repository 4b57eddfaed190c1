package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.testkit.probe.cache.MapRegionFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.StatisticsSettings;
import org.junit.jupiter.api.Test;

/** For the cache a part is over with its release, but for the database only with the COMMIT of the whole. */
class SavepointCacheTests {

    @Entity(name = "Price")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Price {
        @Id
        long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        long amount;

        protected Price() {}

        Price(long id, long amount) {
            this.id = id;
            this.amount = amount;
        }
    }

    @Test
    void theCacheKeepsNothingThatAPartReplaced() {
        String table =
                "create table price (tenant_id text not null, id bigint not null, amount bigint, primary key (tenant_id, id))";
        try (Housing housing = Housing.of(
                table,
                builder -> builder.setting(CacheSettings.USE_SECOND_LEVEL_CACHE, true)
                        .setting(StatisticsSettings.GENERATE_STATISTICS, true)
                        .setting(CacheSettings.CACHE_REGION_FACTORY, MapRegionFactory.withHibernatesKeys()),
                Price.class)) {
            housing.as(Housing.ROWS, session -> session.persist(new Price(1, 1)));
            housing.as(Housing.ROWS, session -> {
                Savepoints.in(session).run(part -> part.find(Price.class, 1L).amount = 2);
                long hits = hits(housing);
                for (int i = 0; i < 2; i++) {
                    var meanwhile = CompletableFuture.supplyAsync(TenantContext.capture()
                            .wrapSupplier(() -> housing.tenancy.fromTransaction(SavepointCacheTests::price)));
                    assertThat(meanwhile.join()).as("not committed yet").isEqualTo(1);
                }
                assertThat(hits(housing)).as("found in the cache").isEqualTo(hits + 1);
            });
            assertThat(housing.from(Housing.ROWS, SavepointCacheTests::price)).isEqualTo(2);
        }
    }

    private static long price(Session session) {
        return session.find(Price.class, 1L).amount;
    }

    private static long hits(Housing housing) {
        return housing.tenancy.sessionFactory().getStatistics().getSecondLevelCacheHitCount();
    }
}
