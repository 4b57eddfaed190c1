package io.tenancy.postgres.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.TenantConnectionsBuilder;
import io.tenancy.postgres.directory.RecordedLog;
import io.tenancy.postgres.pool.Server;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What docs/meters.md shows. */
class MeterGuideTests extends InFleet {

    private final TenantDirectory tenants = fleet.tenants;
    private final Server main = fleet.server("main", fleet.main);

    @Test
    void theBusiestTenantsAreTags() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        TenantConnectionsBuilder builder = TenantConnections.builder(tenants).meters(registry, TenantTag.busiest(20));
        try (TenantConnections measured = builder.server(main).build()) {
            Fleet.as(measured, Fleet.ROWS, Fleet::owners);
            Fleet.as(measured, Fleet.ROWS, Fleet::owners);
            assertThat(registry.get("tenancy.connection.acquire")
                            .tag("tenant", Fleet.ROWS)
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theMonitorWritesALineForEachPool() throws Exception {
        TenantConnectionsBuilder builder = TenantConnections.builder(tenants).showTenantsInActivity(true);
        try (RecordedLog log = new RecordedLog("io.tenancy.pool");
                TenantConnections watched = monitored(builder).server(main).build()) {
            Fleet.as(watched, Fleet.ROWS, Fleet::owners);
            assertThat(log.texts()).isNotEmpty();
        }
    }

    private static TenantConnectionsBuilder monitored(TenantConnectionsBuilder builder) {
        return builder.poolListener(PoolMonitor.slowAfter(Duration.ofSeconds(1)))
                .poolStatisticsEvery(Duration.ofMinutes(1));
    }
}
