package io.tenancy.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.directory.VersionGate;
import io.tenancy.postgres.metrics.ConnectionMeters;
import io.tenancy.postgres.metrics.TenantTag;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.pool.ServerPools;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantSetting;
import io.tenancy.refusal.TenancyConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes where tenants live; {@link #build()} checks all of it. For use by one thread. */
public final class TenantConnectionsBuilder {

    final TenantDirectory directory;
    private TenancyListener listener = TenancyListener.none();
    TenantColumn column = TenantColumn.text("tenant_id");
    TenantSetting setting = TenantSetting.DEFAULT;

    Plans plans = Plans.of(Plan.of("standard"));

    @Nullable
    VersionGate gate;

    boolean showTenants;

    private final List<Server> servers = new ArrayList<>();
    private PoolListener poolListener = PoolListener.logging();
    private int maximumConnections = Integer.MAX_VALUE;
    private @Nullable Duration sampleInterval;
    private @Nullable MeterRegistry registry;
    private TenantTag tenantTag = TenantTag.none();

    TenantConnectionsBuilder(TenantDirectory directory) {
        this.directory = directory;
    }

    /** Adds a server. The first one also answers questions about the database at start. */
    public TenantConnectionsBuilder server(Server server) {
        servers.add(server);
        return this;
    }

    /** Who hears of refusals and of operators. Default: nobody. */
    public TenantConnectionsBuilder listener(TenancyListener hears) {
        this.listener = hears;
        return this;
    }

    /** Who hears of pools. Default: the log. */
    public TenantConnectionsBuilder poolListener(PoolListener hears) {
        this.poolListener = hears;
        return this;
    }

    /** How often the pool listener hears the statistics of all open pools. Default: never. */
    public TenantConnectionsBuilder poolStatisticsEvery(Duration interval) {
        this.sampleInterval = interval;
        return this;
    }

    /** Where meters go: those of Tenancy, without a tag for tenants, and those of HikariCP. Default: nowhere. */
    public TenantConnectionsBuilder meters(MeterRegistry registry) {
        return meters(registry, TenantTag.none());
    }

    /** The same, with tenants told apart as the tag says. */
    public TenantConnectionsBuilder meters(MeterRegistry registry, TenantTag tag) {
        this.registry = registry;
        this.tenantTag = tag;
        return this;
    }

    /** What tenant columns are called and hold. Default: {@code tenant_id}, text. */
    public TenantConnectionsBuilder tenantColumn(TenantColumn type) {
        this.column = type;
        return this;
    }

    /** The setting that the walls read. Default: {@code tenancy.tenant_id}. */
    public TenantConnectionsBuilder tenantSetting(TenantSetting name) {
        this.setting = name;
        return this;
    }

    /** How many connections the pools of all servers may have together. Default: as many as the servers allow. */
    public TenantConnectionsBuilder maximumConnections(int connections) {
        this.maximumConnections = connections;
        return this;
    }

    /** What tenants may use of a server. Default: one plan for all, which shares a busy server evenly. */
    public TenantConnectionsBuilder plans(Plans limits) {
        this.plans = limits;
        return this;
    }

    /**
     * Whether {@code pg_stat_activity} shows the tenant of each transaction, as {@code application_name}. Costs no round trip;
     * the server tells the driver of each change, in the answers that it sends anyhow. Default: no.
     */
    public TenantConnectionsBuilder showTenantsInActivity(boolean show) {
        this.showTenants = show;
        return this;
    }

    /** Lets in none but the tenants whose schema the service can serve. Default: whatever version it has. */
    public TenantConnectionsBuilder versionGate(VersionGate keeper) {
        this.gate = keeper;
        return this;
    }

    /**
     * Asks every server who it is, and opens no pool yet.
     *
     * @throws TenancyConfigurationException with every problem that was found
     */
    public TenantConnections build() {
        MeterRegistry into = registry == null ? new CompositeMeterRegistry() : registry; // which is of nothing
        var meters = ConnectionMeters.of(into, tenantTag, plans);
        PoolListener heard = PoolListener.all(registry == null ? List.of(poolListener) : List.of(poolListener, meters));
        ServerPools pools = soundPools(heard);
        return new TenantConnections(
                this, sampleInterval == null ? pools : pools.sampledEvery(sampleInterval), heard, meters);
    }

    /** Servers are asked even if something else is wrong already, so that everything is said at once. */
    private ServerPools soundPools(PoolListener heard) {
        var problems = new ArrayList<>(plans.problems());
        if (sampleInterval != null && sampleInterval.toMillis() < 1) {
            problems.add("poolStatisticsEvery: expected at least 1 ms, found " + sampleInterval + ".");
        }
        try {
            ServerPools pools = ServerPools.of(servers, maximumConnections, heard, registry);
            if (problems.isEmpty()) {
                return pools;
            }
            pools.close();
        } catch (TenancyConfigurationException refusal) {
            problems.addAll(refusal.problems());
        }
        throw new TenancyConfigurationException("Tenancy", problems);
    }

    TenancyListener listener(ConnectionMeters counting) {
        TenancyListener own = listener;
        return event -> {
            counting.on(event);
            own.on(event);
        };
    }
}
