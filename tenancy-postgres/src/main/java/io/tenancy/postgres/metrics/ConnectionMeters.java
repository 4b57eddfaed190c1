package io.tenancy.postgres.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.admission.Admissions;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.directory.CacheCounts;
import io.tenancy.postgres.directory.CachedTenantDirectory;
import io.tenancy.postgres.pool.Acquisition;
import io.tenancy.postgres.pool.Leak;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.PoolStatistics;
import io.tenancy.postgres.pool.Replicas;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.pool.ServerPools;
import io.tenancy.postgres.pool.Use;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The meters of connections, pools, admission and directory. However many tenants there are, the number of series is
 * bounded by the {@link TenantTag}. Safe for use by several threads.
 */
public final class ConnectionMeters implements PoolListener, TenancyListener, AutoCloseable {

    private record Place(PoolName pool, Tags label) {}

    private final MeterRegistry registry;
    private final Labels labels;
    private final Map<Place, PoolSeries> series = new ConcurrentHashMap<>();
    /** Those without a tenant, by the server whose they are, or by none. */
    private final Map<Meter, Set<ServerName>> others = new ConcurrentHashMap<>();

    private ConnectionMeters(MeterRegistry registry, TenantTag tag, Plans plans, LongSupplier clock) {
        this.registry = registry;
        this.labels =
                Labels.of(tag, plans, label -> remove(place -> place.label().equals(label)), clock);
    }

    public static ConnectionMeters of(MeterRegistry registry, TenantTag tag, Plans plans) {
        return of(registry, tag, plans, System::nanoTime);
    }

    static ConnectionMeters of(MeterRegistry registry, TenantTag tag, Plans plans, LongSupplier clock) {
        return new ConnectionMeters(registry, tag, plans, clock);
    }

    /** What there is at each moment: pools by state, the queue of each server, its replicas, the directory's cache. */
    public void watch(ServerPools pools, Admissions admissions, Replicas replicas, TenantDirectory directory) {
        watch(pools);
        pools.servers().forEach(server -> watch(admissions, replicas, server));
        if (directory instanceof CachedTenantDirectory cached) {
            watch(cached);
        }
    }

    private void watch(ServerPools pools) {
        pools("idle", pools, pool -> pool.active() == 0 && pool.waiting() == 0);
        pools("busy", pools, pool -> pool.active() > 0 && pool.waiting() == 0);
        pools("waiting", pools, pool -> pool.waiting() > 0);
    }

    private void pools(String state, ServerPools pools, Predicate<PoolStatistics> test) {
        keep(
                Gauge.builder("tenancy.pools", pools, all ->
                                (double) all.statistics().stream().filter(test).count())
                        .description("Open pools: nobody has a connection, somebody has, somebody waits for the pool")
                        .tag("state", state)
                        .register(registry),
                Set.of());
    }

    /** The queue of a server, and of each of its replicas; and how these are. */
    public void watch(Admissions admissions, Replicas replicas, Server server) {
        watch(admissions, server.name());
        server.replicas().forEach(replica -> {
            watch(admissions, replica.name());
            watch(replicas, replica.name());
        });
    }

    private void watch(Admissions admissions, ServerName server) {
        queue("waiting", "Threads that wait to be admitted", admissions, server, all -> all.waiting(server));
        queue("held", "Connections held by those who were admitted", admissions, server, all -> all.held(server));
    }

    private void watch(Replicas replicas, ServerName replica) {
        keep(
                Gauge.builder("tenancy.replica.usable", replicas, all -> all.isUsable(replica) ? 1 : 0)
                        .description("1 if the replica is read from, 0 if it is down, promoted or too far behind")
                        .tag("server", replica.value())
                        .register(registry),
                Set.of(replica));
        keep(
                TimeGauge.builder("tenancy.replica.lag", replicas, TimeUnit.SECONDS, all -> all.findLag(replica)
                                .map(lag -> lag.toMillis() / 1e3)
                                .orElse(Double.NaN))
                        .description("How old what the replica shows is, at most")
                        .tag("server", replica.value())
                        .register(registry),
                Set.of(replica));
    }

    private void queue(
            String what,
            String description,
            Admissions admissions,
            ServerName server,
            ToDoubleFunction<Admissions> value) {
        keep(
                Gauge.builder("tenancy.admission." + what, admissions, value)
                        .description(description)
                        .tag("server", server.value())
                        .register(registry),
                Set.of(server));
    }

    private void watch(CachedTenantDirectory directory) {
        lookups("hit", directory, counts -> (double) counts.hits());
        lookups("unknown_hit", directory, counts -> (double) counts.unknownHits());
        lookups("miss", directory, counts -> (double) counts.misses());
        keep(
                FunctionCounter.builder("tenancy.directory.epoch.changes", directory, all ->
                                (double) all.counts().epochChanges())
                        .description("Tenants in the cache whose placement or status turned out to have changed")
                        .register(registry),
                Set.of());
        keep(
                Gauge.builder("tenancy.directory.entries", directory, all ->
                                (double) all.counts().entries())
                        .description("Tenants in the cache")
                        .register(registry),
                Set.of());
    }

    private void lookups(String result, CachedTenantDirectory directory, ToDoubleFunction<CacheCounts> value) {
        keep(
                FunctionCounter.builder(
                                "tenancy.directory.lookups", directory, all -> value.applyAsDouble(all.counts()))
                        .description("Tenants looked up")
                        .tag("result", result)
                        .register(registry),
                Set.of());
    }

    /** Takes away what was measured of a server that is no longer there. */
    public void forget(ServerName server) {
        remove(place -> place.pool().server().equals(server));
        others.forEach((meter, servers) -> {
            if (servers.contains(server)) {
                drop(meter);
            }
        });
    }

    @Override
    public void acquired(Acquisition acquisition) {
        labels.label(
                acquisition.tenant(), label -> in(acquisition.pool(), label).acquired(acquisition));
    }

    @Override
    public void givenBack(Use use) {
        Tenant tenant = use.tenant();
        if (tenant != null) {
            labels.used(tenant, use.held().toNanos());
        }
        labels.label(tenant, label -> in(use.pool(), label).givenBack(use));
    }

    @Override
    public void exhausted(PoolStatistics pool) {
        count("tenancy.pool.exhausted", "Borrowers who gave up, since no connection came in time", pool.pool());
    }

    @Override
    public void leaking(Leak leak) {
        count("tenancy.connection.leaks", "Connections that were held longer than the server allows", leak.pool());
    }

    @Override
    public void on(TenancyEvent event) {
        if (event instanceof AccessRefused refused) {
            Counter counter = Counter.builder("tenancy.refusals")
                    .description("What was refused, by reason")
                    .tag("reason", Reason.of(refused.refusal()))
                    .register(registry);
            keep(counter, Set.of());
            counter.increment();
        }
    }

    private void count(String name, String description, PoolName pool) {
        Counter counter = Counter.builder(name)
                .description(description)
                .tags(PoolSeries.of(pool))
                .register(registry);
        keep(counter, Set.of(pool.server()));
        counter.increment();
    }

    private PoolSeries in(PoolName pool, Tags label) {
        return series.computeIfAbsent(
                new Place(pool, label), place -> new PoolSeries(registry, place.pool(), place.label()));
    }

    private void keep(Meter meter, Set<ServerName> servers) {
        others.put(meter, servers);
    }

    private void drop(Meter meter) {
        registry.remove(meter);
        others.remove(meter);
    }

    private void remove(Predicate<Place> gone) {
        series.forEach((place, meters) -> {
            if (gone.test(place)) {
                series.remove(place);
                meters.remove();
            }
        });
    }

    /** Takes all of them away. */
    @Override
    public void close() {
        remove(place -> true);
        others.keySet().forEach(this::drop);
    }
}
