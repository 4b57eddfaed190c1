package io.tenancy.postgres.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.postgres.directory.RecordedLog;
import io.tenancy.postgres.pool.Acquisition;
import io.tenancy.postgres.pool.Acquisition.Outcome;
import io.tenancy.postgres.pool.Leak;
import io.tenancy.postgres.pool.PoolKind;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.PoolStatistics;
import io.tenancy.postgres.pool.Use;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads. */
class PoolMonitorTests {

    private static final PoolName ROWS = new PoolName(ServerName.of("main"), PoolKind.ROWS);
    private static final PoolStatistics BUSY = new PoolStatistics(ROWS, 10, 0, 4, 10);
    private static final Tenant ACME = Tenant.active("acme", Placement.sharedRows("main"));
    private static final Tenant GLOBEX = Tenant.active("globex", Placement.sharedRows("main"));

    private final RecordedLog log = new RecordedLog("io.tenancy.pool");
    private final PoolMonitor monitor = PoolMonitor.slowAfter(Duration.ofSeconds(1));

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aSampleTellsWhatThePoolAndItsBusiestTenantsDidSinceTheLastOne() {
        use(ACME, 30);
        use(ACME, 30);
        use(GLOBEX, 40);
        monitor.acquired(new Acquisition(ROWS, GLOBEX, millis(100), millis(100), Outcome.THROTTLED));
        monitor.sampled(BUSY);
        monitor.sampled(BUSY);
        assertThat(log.texts())
                .containsExactly(
                        "pool main-rows: 10 active, 0 idle, 4 waiting, at most 10; since then 3 borrowed, 1 refused,"
                                + " waited 2.0 ms (at most 2.0 ms), held 33.3 ms; most of it by acme 60 %, globex 40 %",
                        "pool main-rows: 10 active, 0 idle, 4 waiting, at most 10; not used");
    }

    @Test
    void whoWaitsLongIsToldAtOnce() {
        monitor.acquired(new Acquisition(ROWS, ACME, millis(1200), millis(1250), Outcome.OPENED));
        monitor.acquired(new Acquisition(ROWS, ACME, millis(1), millis(999), Outcome.OPENED));
        assertThat(log.texts())
                .containsExactly("slow: tenant 'acme' waited 1250 ms for a connection of pool main-rows, 1200 ms of it"
                        + " for its turn");
    }

    @Test
    void anExhaustedPoolAndALeakAreToldAtOnce() {
        monitor.exhausted(BUSY);
        monitor.leaking(new Leak(ROWS, TenantId.of("acme"), "worker-3", Duration.ofSeconds(42)));
        assertThat(log.texts())
                .containsExactly(
                        "exhausted pool main-rows: 10 active, 0 idle, 4 waiting, at most 10",
                        "leak in pool main-rows: a connection of tenant 'acme' is held for 42 s already, by thread"
                                + " worker-3");
    }

    @Test
    void aWaitOfNothingIsNoLimit() {
        assertThatThrownBy(() -> PoolMonitor.slowAfter(Duration.ZERO)).hasMessageContaining("more than nothing");
    }

    private void use(Tenant tenant, int millis) {
        monitor.acquired(new Acquisition(ROWS, tenant, millis(0), millis(2), Outcome.OPENED));
        monitor.givenBack(new Use(ROWS, tenant, millis(millis), 1, 0));
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
