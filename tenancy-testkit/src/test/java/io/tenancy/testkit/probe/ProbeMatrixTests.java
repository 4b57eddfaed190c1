package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.CACHES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.testkit.probe.cache.MapRegionFactory;
import io.tenancy.testkit.probe.library.Library;
import java.util.Set;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.Test;

/** What the matrix finds where it is known what leaks: if it found less, it would not be testing anything. */
class ProbeMatrixTests {

    /** The reference's nine: Hibernate ORM 7.4.5 with {@code @TenantId} alone. */
    private static final String[] KNOWN_LEAKS = {
        "StatelessSession.update",
        "StatelessSession.update, tenant set to own",
        "StatelessSession.update, tenant unset",
        "StatelessSession.delete",
        "StatelessSession.upsert",
        "remove(detached)",
        "native select by id",
        "disableFilter, find",
        "foreign reference"
    };

    /** And its ten that hold. */
    private static final String[] KNOWN_BLOCKS = {
        "find",
        "findMultiple",
        "getReference",
        "natural id",
        "HQL by id",
        "HQL without predicate",
        "HQL update by id",
        "HQL update without predicate",
        "tenant attribute reassigned",
        "StatelessSession.get"
    };

    @Test
    void hibernateAloneLetsTheKnownLeaksThrough() throws Exception {
        try (var library = Library.withoutWall().seeded()) {
            String before = library.dump();
            var report = library.matrix().run();
            assertThat(report.crossedProbes()).contains(KNOWN_LEAKS).doesNotContain(KNOWN_BLOCKS);
            assertThat(report.inconclusive()).isEmpty();
            assertThat(report.blocked()).extracting(ProbeResult::probe).contains(KNOWN_BLOCKS);
            assertThat(library.dump()).isEqualTo(before);
            assertThatThrownBy(report::requireNoneCrossed)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("remove(detached)")
                    .hasMessageContaining("CROSSED, write: rows touched in library.loan");
        }
    }

    @Test
    void behindRowLevelSecurityOnlyAKeptConnectionIsLeft() throws Exception {
        try (var library = Library.behindWall().seeded()) {
            String before = library.dump();
            var report = library.matrix().oneWay().run();
            assertThat(report.crossedProbes()).containsExactly("connection kept from another scope");
            assertThat(report.inconclusive()).isEmpty();
            assertThat(library.dump()).isEqualTo(before);
        }
    }

    @Test
    void aPolicyWithoutCheckIsFound() throws Exception {
        try (var library = Library.behindWall().seeded()) {
            library.asOwner("drop policy app on shelf;"
                    + "create policy app on shelf using (tenant_id = current_setting('tenancy.tenant_id'))"
                    + " with check (true)");
            assertThat(library.matrix().families(Family.WRITING).oneWay().run().crossed())
                    .extracting(result -> result.probe() + ", " + result.subject())
                    .contains("native insert for another tenant, Shelf", "JDBC insert for another tenant, Shelf")
                    .allMatch(found -> found.endsWith(", Shelf"));
        }
    }

    @Test
    void inSchemasOfTheirOwnWhoNamesTheOtherCrosses() throws Exception {
        try (var library = Library.inSchemas().seeded()) {
            String before = library.dump();
            var report = library.matrix().oneWay().run();
            assertThat(report.crossedProbes())
                    .contains("native select, schema named", "native update of the tenant column")
                    .doesNotContain("native select by id", "StatelessSession.update", "remove(detached)");
            assertThat(report.inconclusive()).isEmpty();
            assertThat(library.dump()).isEqualTo(before);
        }
    }

    @Test
    void cacheKeysOfHibernateHoldTheTenant() throws Exception {
        try (var library = cached(MapRegionFactory.withHibernatesKeys()).seeded()) {
            var report = library.matrix().families(CACHES).oneWay().run();
            report.requireNoneCrossed();
            assertThat(report.blocked())
                    .extracting(ProbeResult::probe)
                    .contains(
                            "second-level cache, find",
                            "second-level cache, natural id",
                            "second-level cache, collection",
                            "query cache, HQL",
                            "query cache, criteria",
                            "query cache, native");
        }
    }

    /** Keys of natural ids and of queries hold the tenant even then. */
    @Test
    void simpleCacheKeysHandOutForeignRows() throws Exception {
        try (var library = cached(MapRegionFactory.withSimpleKeys()).seeded()) {
            var report = library.matrix().families(CACHES).oneWay().run();
            assertThat(report.crossedProbes())
                    .containsExactly("second-level cache, find", "second-level cache, collection");
        }
    }

    @Test
    void someProbesOneWayAreOnlyThese() throws Exception {
        try (var library = Library.behindWall().seeded()) {
            var report = library.matrix()
                    .probes(Set.of("find", "remove(detached)"))
                    .oneWay()
                    .run();
            report.requireNoneCrossed();
            assertThat(report.results()).extracting(ProbeResult::probe).containsOnly("find", "remove(detached)");
            assertThat(report.results()).extracting(ProbeResult::own).containsOnly(Library.TENANTS.first());
        }
    }

    private static Library cached(MapRegionFactory regions) {
        return Library.behindWall()
                .with(AvailableSettings.CACHE_REGION_FACTORY, regions)
                .with(AvailableSettings.USE_QUERY_CACHE, "true");
    }
}
