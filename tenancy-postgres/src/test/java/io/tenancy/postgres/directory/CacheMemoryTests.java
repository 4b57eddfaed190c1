package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.TenantId;
import io.tenancy.directory.TenantPageRequest;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a tenant costs that is in the cache and does nothing, read from PostgreSQL as in a service. */
class CacheMemoryTests {

    private static final int BATCH = 1000;

    /** Whole databases are not claimed here, so that the check of these only takes time. */
    private static final String FILL =
            """
            alter table tenancy.tenant drop constraint one_tenant_per_own_database;
            insert into tenancy.tenant (id, status, placement, server, schema, attributes)
            select 'customer-' || n, 'ACTIVE', 'OWN_SCHEMA', 'server-' || n % 20, 't_customer_' || n,
                   jsonb_build_object('plan', (array['free', 'silver', 'gold'])[n % 3 + 1], 'region', 'eu-' || n % 4)
              from generate_series(1, TENANTS) n""";

    @Test
    void aTenantAtRestCostsLessThanAKilobyteOfHeap() {
        measure(20_000);
    }

    @Test
    @Tag("stress")
    void soDoesEachOfAHundredThousand() {
        measure(100_000);
    }

    private static void measure(int tenants) {
        try (Control control = new Control()) {
            control.database.execute(control.database.owner(), FILL.replace("TENANTS", Integer.toString(tenants)));
            var cache = CachedTenantDirectory.of(
                    control.directory(),
                    CacheBounds.standard()
                            .withExpiry(Duration.ofHours(1), Duration.ofMinutes(1))
                            .withEntries(2 * tenants, 1000));
            cache.find(TenantId.of("customer-1"));

            long before = usedHeap();
            for (int from = 1; from <= tenants; from += BATCH) {
                assertThat(cache.findAll(ids(from))).hasSize(BATCH);
            }
            long bytes = (usedHeap() - before) / tenants;

            assertThat(cache.counts().entries()).isEqualTo(tenants);
            System.out.printf("A tenant at rest takes %d bytes of heap (%d tenants).%n", bytes, tenants);
            assertThat(bytes).isBetween(100L, 1024L);
            assertThat(control.directory()
                            .list(new TenantPageRequest(2, TenantId.of("customer-99999")))
                            .tenants())
                    .isEmpty();
            Reference.reachabilityFence(cache);
        }
    }

    private static List<TenantId> ids(int from) {
        return IntStream.range(from, from + BATCH)
                .mapToObj(n -> TenantId.of("customer-" + n))
                .toList();
    }

    /** The lowest of a few readings: whatever the rest of the JVM leaves behind only ever adds. */
    private static long usedHeap() {
        return IntStream.range(0, 5)
                .mapToLong(i -> {
                    System.gc();
                    return ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed();
                })
                .min()
                .orElseThrow();
    }
}
