package io.tenancy.postgres.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.Placement;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.event.TenancyEvent.TenantChanged;
import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.TenantConnectionsBuilder;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.directory.CachedTenantDirectory;
import io.tenancy.postgres.pool.PoolSettings;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.TenantThrottledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is counted where tenants really work. */
class ConnectionMetersTests extends InFleet {

    private static final Path PAGE = Path.of("..", "docs", "meters.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(tenancy\\.(?!transaction|unit|fetch|audit|replica)[a-z.]+)` \\|");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemoryTenants tenants = InMemoryTenants.of(
            Tenant.active(Fleet.ROWS, Placement.sharedRows("main")),
            Tenant.active(Fleet.OTHER_ROWS, Placement.sharedRows("main")));
    private final CachedTenantDirectory directory = CachedTenantDirectory.of(tenants);

    @Test
    void aTransactionIsTimedAndItsBindingCounted() throws Exception {
        try (TenantConnections measured = builder().build()) {
            Fleet.as(measured, Fleet.ROWS, Fleet::owners);
            Fleet.as(measured, Fleet.OTHER_ROWS, connection -> {
                try (Statement plain = connection.createStatement()) {
                    plain.execute("select 1");
                }
            });
            assertThat(rows("tenancy.connection.acquire")
                            .tag("outcome", "opened")
                            .timer()
                            .count())
                    .isEqualTo(2);
            assertThat(rows("tenancy.admission.wait")
                            .tag("outcome", "opened")
                            .timer()
                            .count())
                    .isEqualTo(2);
            assertThat(rows("tenancy.connection.usage").timer().count()).isEqualTo(2);
            assertThat(rows("tenancy.connection.bindings")
                            .tag("how", "carried")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(rows("tenancy.connection.bindings")
                            .tag("how", "eager")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusalsAreCountedByReason() throws Exception {
        Plan small = Plan.of("small").withMaximumConnections(1).withMaximumWaiting(0);
        try (TenantConnections measured = builder().plans(Plans.of(small)).build()) {
            assertThatThrownBy(measured::openCurrent).isInstanceOf(NoTenantException.class);
            Fleet.as(measured, Fleet.ROWS, held -> assertThatThrownBy(() -> elsewhere(measured))
                    .hasCauseInstanceOf(TenantThrottledException.class));
            assertThat(refusals("no_tenant")).isEqualTo(1);
            assertThat(refusals("tenant_throttled_queue")).isEqualTo(1);
            assertThat(rows("tenancy.connection.acquire")
                            .tag("outcome", "throttled")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aListenerStillHearsWhatIsCounted() throws Exception {
        var heard = new ArrayList<Object>();
        TenancyListener own = heard::add;
        try (TenantConnections measured = builder().listener(own).build()) {
            assertThatThrownBy(measured::openCurrent).isInstanceOf(NoTenantException.class);
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void aServersQueueAndPoolsAreSeenAsTheyAre() throws Exception {
        try (TenantConnections measured = builder().build()) {
            Fleet.as(measured, Fleet.ROWS, held -> {
                assertThat(gauge("tenancy.admission.held", "server", "main")).isEqualTo(1);
                assertThat(gauge("tenancy.pools", "state", "busy")).isEqualTo(1);
                CompletableFuture<Void> other = CompletableFuture.runAsync(() -> elsewhere(measured));
                while (gauge("tenancy.admission.waiting", "server", "main") < 1) {
                    LockSupport.parkNanos(1_000_000);
                }
                held.close();
                other.join();
            });
            assertThat(gauge("tenancy.admission.held", "server", "main")).isZero();
            assertThat(gauge("tenancy.pools", "state", "idle")).isEqualTo(1);
        }
    }

    @Test
    void theDirectorysCacheIsCounted() throws Exception {
        try (TenantConnections measured = builder().build()) {
            Fleet.as(measured, Fleet.ROWS, Fleet::owners);
            Fleet.as(measured, Fleet.ROWS, Fleet::owners);
            assertThat(lookups("miss")).isEqualTo(1);
            assertThat(lookups("hit")).isEqualTo(1);
            assertThat(changes()).isZero();
            Tenant before = tenants.require(TenantId.of(Fleet.ROWS));
            Tenant after = tenants.changeStatus(before, TenantStatus.READ_ONLY);
            directory.forgetting().on(new TenantChanged(before, after));
            assertThat(changes()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatIsRemovedTakesItsMetersAlong() throws Exception {
        try (TenantConnections measured = builder().build()) {
            measured.add(fleet.server("other", fleet.first));
            measured.openOperator(ServerName.of("other")).close();
            assertThat(servers()).containsExactlyInAnyOrder("main", "other");
            measured.remove(ServerName.of("other"));
            assertThat(servers()).containsExactly("main");
        }
    }

    @Test
    void nothingStaysOnceItIsClosed() throws Exception {
        try (TenantConnections measured = builder().build()) {
            Fleet.as(measured, Fleet.ROWS, Fleet::owners);
            assertThat(registry.getMeters()).isNotEmpty();
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void thePageNamesEachMeterThatThereIsAndNoOther() throws Exception {
        Server impatient = fleet.server("main", fleet.main)
                .withConnectionTimeout(Duration.ofSeconds(4))
                .withPools(PoolSettings.DEFAULT.withLeakThreshold(Duration.ofSeconds(2)));
        try (TenantConnections measured = builder(impatient).build()) {
            var names = new TreeSet<String>();
            Fleet.as(measured, Fleet.ROWS, held -> {
                Fleet.owners(held);
                assertThatThrownBy(() -> elsewhere(measured)).hasMessageContaining("within");
                while (registry.find("tenancy.connection.leaks").counter() == null) {
                    LockSupport.parkNanos(1_000_000);
                }
            });
            assertThat(rows("tenancy.connection.leaks").counter().count())
                    .as("each once")
                    .isEqualTo(1);
            registry.getMeters().forEach(meter -> names.add(meter.getId().getName()));
            names.removeIf(name -> name.startsWith("hikaricp."));
            assertThat(names).isEqualTo(onThePage());
        }
    }

    private static Set<String> onThePage() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private TenantConnectionsBuilder builder() {
        return builder(PoolSettings.DEFAULT);
    }

    private TenantConnectionsBuilder builder(PoolSettings pools) {
        return builder(fleet.server("main", fleet.main)
                .withConnectionTimeout(Duration.ofMinutes(1))
                .withPools(pools));
    }

    private TenantConnectionsBuilder builder(Server server) {
        return TenantConnections.builder(directory).server(server).meters(registry);
    }

    private static void elsewhere(TenantConnections measured) {
        Supplier<String> work = () -> {
            try (var scope = TenantContext.of(Fleet.ROWS).enter();
                    Connection connection = measured.openCurrent()) {
                return connection.toString();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
        try {
            assertThat(CompletableFuture.supplyAsync(work).join()).contains(Fleet.ROWS);
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private RequiredSearch rows(String name) {
        return registry.get(name).tag("server", "main").tag("kind", "rows");
    }

    private double refusals(String reason) {
        return registry.get("tenancy.refusals").tag("reason", reason).counter().count();
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }

    private double lookups(String result) {
        return registry.get("tenancy.directory.lookups")
                .tag("result", result)
                .functionCounter()
                .count();
    }

    private double changes() {
        return registry.get("tenancy.directory.epoch.changes").functionCounter().count();
    }

    private List<String> servers() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag("server"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
