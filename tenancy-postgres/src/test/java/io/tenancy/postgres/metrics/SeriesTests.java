package io.tenancy.postgres.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.Placement;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.pool.Acquisition;
import io.tenancy.postgres.pool.Acquisition.Outcome;
import io.tenancy.postgres.pool.PoolKind;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.Use;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many series there are, whatever the number of tenants. */
class SeriesTests {

    private static final int TENANTS = 10_000;
    /** Of one pool under one label: acquire and wait, usage, carried and eager. */
    private static final int OF_A_LABEL = 5;

    private static final PoolName ROWS = new PoolName(ServerName.of("main"), PoolKind.ROWS);
    private static final Plans PLANS = Plans.of(Plan.of("standard"), Plan.of("gold"));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void tenantsAreNotToldApartByDefault() {
        run(meters(TenantTag.none()), 0, TENANTS);
        assertThat(registry.getMeters()).hasSize(OF_A_LABEL);
        assertThat(values("tenant")).isEmpty();
        assertThat(registry.get("tenancy.connection.usage").timer().count()).isEqualTo(TENANTS);
    }

    @Test
    void thereAreAsManyAsPlans() {
        run(meters(TenantTag.plan()), 0, TENANTS);
        assertThat(values("plan")).containsExactlyInAnyOrder("standard", "gold");
        assertThat(registry.getMeters()).hasSize(2 * OF_A_LABEL);
    }

    @Test
    void thereIsOneOfEachTenantOnlyIfThatIsAskedFor() {
        run(meters(TenantTag.all()), 0, 1000);
        assertThat(values("tenant")).hasSize(1000);
    }

    @Test
    void onlyTheBusiestAreNamed() {
        ConnectionMeters meters = meters(TenantTag.busiest(3));
        for (int minute = 0; minute < 5; minute++) {
            run(meters, 0, TENANTS);
            for (int heavy : new int[] {7000, 8000, 9000}) {
                use(meters, tenant(heavy), Duration.ofSeconds(1));
            }
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(values("tenant")).hasSizeLessThanOrEqualTo(4);
        }
        use(meters, tenant(7000), Duration.ofSeconds(1));
        use(meters, tenant(8000), Duration.ofSeconds(1));
        use(meters, tenant(9000), Duration.ofSeconds(1));
        run(meters, 0, 100);
        assertThat(values("tenant")).containsExactlyInAnyOrder("t7000", "t8000", "t9000", "(other)");
        assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(4 * OF_A_LABEL);
    }

    @Test
    void whoFallsBehindLosesItsSeriesAndItsPlace() {
        ConnectionMeters meters = meters(TenantTag.busiest(1));
        use(meters, tenant(1), Duration.ofSeconds(1));
        assertThat(values("tenant")).contains("t1");
        for (int minute = 0; minute < 3; minute++) {
            use(meters, tenant(2), Duration.ofSeconds(1));
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }
        use(meters, tenant(2), Duration.ofSeconds(1));
        use(meters, tenant(1), Duration.ofMillis(1));
        assertThat(values("tenant")).containsExactlyInAnyOrder("t2", "(other)");
    }

    /** What a tenant used long ago counts no longer: else a new one could never come first. */
    @Test
    void usageFades() {
        ConnectionMeters meters = meters(TenantTag.busiest(1));
        use(meters, tenant(1), Duration.ofSeconds(30));
        for (int minute = 0; minute < 30; minute++) {
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            use(meters, tenant(2), Duration.ofMillis(500));
        }
        assertThat(values("tenant")).contains("t2").doesNotContain("t1");
    }

    @Test
    void aServerThatIsRemovedTakesItsSeriesAlong() {
        ConnectionMeters meters = meters(TenantTag.all());
        run(meters, 0, 10);
        meters.forget(ServerName.of("main"));
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void workForNobodyIsNoTenants() {
        ConnectionMeters meters = meters(TenantTag.busiest(5));
        use(meters, null, Duration.ofMillis(1));
        assertThat(values("tenant")).containsExactly("(none)");
    }

    @Test
    void atLeastOneIsNamed() {
        assertThatThrownBy(() -> TenantTag.busiest(0)).hasMessageContaining("found 0");
    }

    private ConnectionMeters meters(TenantTag tag) {
        return ConnectionMeters.of(registry, tag, PLANS, nanos::get);
    }

    private static void run(ConnectionMeters meters, int from, int to) {
        IntStream.range(from, to).forEach(i -> use(meters, tenant(i), Duration.ofMillis(1)));
    }

    private static void use(ConnectionMeters meters, @Nullable Tenant tenant, Duration held) {
        meters.acquired(new Acquisition(ROWS, tenant, Duration.ZERO, Duration.ofMillis(1), Outcome.OPENED));
        meters.givenBack(new Use(ROWS, tenant, held, 1, 1));
    }

    private static Tenant tenant(int number) {
        return new Tenant(
                TenantId.of("t" + number),
                TenantStatus.ACTIVE,
                Placement.sharedRows("main"),
                1,
                Map.of("plan", number % 2 == 0 ? "gold" : "standard"));
    }

    private Set<String> values(String tag) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag(tag))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
