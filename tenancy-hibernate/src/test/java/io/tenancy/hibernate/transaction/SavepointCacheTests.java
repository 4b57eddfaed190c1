package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.cache.CachedPrice;
import io.tenancy.hibernate.housing.Housing;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** For the cache a part is over with its release, but for the database only with the COMMIT of the whole. */
class SavepointCacheTests {

    @Test
    void theCacheKeepsNothingThatAPartReplaced() {
        try (Housing housing = CachedPrice.housing()) {
            housing.as(Housing.ROWS, session -> session.persist(new CachedPrice(1, 1)));
            housing.as(Housing.ROWS, session -> {
                Savepoints.in(session).run(part -> part.find(CachedPrice.class, 1L).amount = 2);
                Savepoints.in(session).run(part -> assertThat(price(part)).isEqualTo(2));
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
        return session.find(CachedPrice.class, 1L).amount;
    }

    private static long hits(Housing housing) {
        return housing.tenancy.sessionFactory().getStatistics().getSecondLevelCacheHitCount();
    }
}
