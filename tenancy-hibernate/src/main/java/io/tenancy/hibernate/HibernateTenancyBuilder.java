package io.tenancy.hibernate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyListener;
import io.tenancy.hibernate.fetch.FetchGuard;
import io.tenancy.hibernate.integration.UnsafeSettings;
import io.tenancy.hibernate.mapping.EntityDeclarations;
import io.tenancy.hibernate.mapping.EntityModel;
import io.tenancy.hibernate.routing.TenantRouting;
import io.tenancy.hibernate.softdelete.PurgePermission;
import io.tenancy.hibernate.softdelete.SoftDeleteModel;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.TenantConnectionsBuilder;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.directory.VersionGate;
import io.tenancy.postgres.doctor.Reviewed;
import io.tenancy.postgres.doctor.Rule;
import io.tenancy.postgres.metrics.TenantTag;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Describes a {@link HibernateTenancy}; {@link #build()} checks all of it. For use by one thread. */
public final class HibernateTenancyBuilder {

    private final TenantConnectionsBuilder connections;
    private final Set<Class<?>> entities = new LinkedHashSet<>();
    private final Set<Class<?>> shared = new LinkedHashSet<>();
    private final List<Reviewed> reviewed = new ArrayList<>();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private FetchGuard fetchGuard = FetchGuard.off();
    private ObservationRegistry observations = ObservationRegistry.NOOP;
    private MeterRegistry meters = new CompositeMeterRegistry(); // of nothing

    HibernateTenancyBuilder(TenantDirectory directory) {
        this.connections = TenantConnections.builder(directory);
    }

    /** Adds a server that tenants live on. */
    public HibernateTenancyBuilder server(Server server) {
        connections.server(server);
        return this;
    }

    /** Lets in none but the tenants whose schema the service can serve. Default: whatever version it has. */
    public HibernateTenancyBuilder versionGate(VersionGate gate) {
        connections.versionGate(gate);
        return this;
    }

    /** Adds entities. Each has a {@code @TenantId} attribute or is declared shared. */
    public HibernateTenancyBuilder entities(Class<?>... classes) {
        entities.addAll(Arrays.asList(classes));
        return this;
    }

    /** Adds entities that belong to no tenant and cannot be annotated, such as those of a library. */
    public HibernateTenancyBuilder shared(Class<?>... classes) {
        entities.addAll(Arrays.asList(classes));
        shared.addAll(Arrays.asList(classes));
        return this;
    }

    /**
     * Leaves out one finding of the doctor at start that somebody has looked at.
     *
     * @param object as the finding names it, such as {@code table app.coupon}; without the schema, in whichever
     * @param reason why nothing crosses here
     * @throws IllegalArgumentException without a reason
     */
    public HibernateTenancyBuilder reviewed(Rule rule, String object, String reason) {
        reviewed.add(new Reviewed(rule, object, reason));
        return this;
    }

    /** A setting of Hibernate. */
    public HibernateTenancyBuilder setting(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    /** Who hears of refusals and of operators; what it throws is logged. Default: nobody. */
    public HibernateTenancyBuilder listener(TenancyListener listener) {
        connections.listener(TenancyListener.all(List.of(listener)));
        return this;
    }

    /** Who hears of pools. Default: the log. */
    public HibernateTenancyBuilder poolListener(PoolListener listener) {
        connections.poolListener(listener);
        return this;
    }

    /** What becomes of rows that are fetched one by one. Default: nothing, and nothing is counted. */
    public HibernateTenancyBuilder fetchGuard(FetchGuard guard) {
        fetchGuard = guard;
        return this;
    }

    /** Where pools and transactions put their meters, without a tag for tenants. Default: nowhere. */
    public HibernateTenancyBuilder meters(MeterRegistry registry) {
        return meters(registry, TenantTag.none());
    }

    /** The same; connections tell tenants apart as the tag says. */
    public HibernateTenancyBuilder meters(MeterRegistry registry, TenantTag tag) {
        connections.meters(registry, tag);
        meters = registry;
        return this;
    }

    /** Who observes units of work, such as a tracer. Default: nobody. */
    public HibernateTenancyBuilder observations(ObservationRegistry registry) {
        observations = registry;
        return this;
    }

    /** Whether {@code pg_stat_activity} shows the tenant of each transaction. Default: no. */
    public HibernateTenancyBuilder showTenantsInActivity(boolean show) {
        connections.showTenantsInActivity(show);
        return this;
    }

    /** How often the pool listener hears the statistics of all open pools. Default: never. */
    public HibernateTenancyBuilder poolStatisticsEvery(Duration interval) {
        connections.poolStatisticsEvery(interval);
        return this;
    }

    /** How many connections the pools of all servers may have together. Default: as many as the servers allow. */
    public HibernateTenancyBuilder maximumConnections(int most) {
        connections.maximumConnections(most);
        return this;
    }

    /** What tenants may use of a server. Default: one plan for all, which shares a busy server evenly. */
    public HibernateTenancyBuilder plans(Plans plans) {
        connections.plans(plans);
        return this;
    }

    /** Who may delete rows for good that are deleted softly. Default: nobody. */
    public HibernateTenancyBuilder purgePermission(PurgePermission permission) {
        return setting(PurgePermission.SETTING, permission);
    }

    /**
     * Builds the factory.
     *
     * @throws TenancyConfigurationException with every problem of servers, walls, settings and entities; nothing stays
     *     open
     */
    public HibernateTenancy build() {
        TenantConnections opened = connect();
        try {
            requireNoProblems(fetchGuardProblems());
            return build(
                    new TenancySettings(new TenantRouting(opened, EntityDeclarations.ofShared(shared), reviewed, false))
                            .withFetchGuard(fetchGuard, ownInspector()));
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private HibernateTenancy build(TenancySettings tenancy) {
        var all = new LinkedHashMap<>(tenancy.asMap());
        settings.forEach((name, value) -> {
            if (!name.equals(JdbcSettings.STATEMENT_INSPECTOR) || fetchGuard.mode() == FetchGuard.Mode.OFF) {
                all.put(name, value);
            }
        });
        StandardServiceRegistry registry = registry(all);
        try {
            SessionFactory factory = sources(registry).buildMetadata().buildSessionFactory();
            return new HibernateTenancy(factory, tenancy.routing(), meters, observations);
        } catch (RuntimeException | Error e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    /** What the fetch guard stands behind. */
    private StatementInspector ownInspector() {
        return settings.get(JdbcSettings.STATEMENT_INSPECTOR) instanceof StatementInspector own
                ? own
                : StatementInspector.NONE;
    }

    private List<String> fetchGuardProblems() {
        Object own = settings.getOrDefault(JdbcSettings.STATEMENT_INSPECTOR, StatementInspector.NONE);
        return fetchGuard.mode() == FetchGuard.Mode.OFF || own instanceof StatementInspector
                ? List.of()
                : List.of("Setting " + JdbcSettings.STATEMENT_INSPECTOR + " is '" + own
                        + "', which the fetch guard cannot stand behind. Expected an instance of StatementInspector.");
    }

    private TenantConnections connect() {
        try {
            return connections.build();
        } catch (TenancyConfigurationException e) {
            var problems = new ArrayList<>(e.problems());
            problems.addAll(problemsWithoutServer());
            problems.addAll(fetchGuardProblems());
            throw new TenancyConfigurationException("Tenancy", problems);
        }
    }

    private static void requireNoProblems(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("Tenancy", problems);
        }
    }

    /** What is wrong with settings and entities can be told though no server answers. */
    private List<String> problemsWithoutServer() {
        var problems = new ArrayList<>(UnsafeSettings.in(settings));
        StandardServiceRegistry registry = registry(
                Map.of(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL", JdbcSettings.ALLOW_METADATA_ON_BOOT, false));
        try {
            var metadata = sources(registry).buildMetadata();
            problems.addAll(EntityModel.of(metadata, EntityDeclarations.ofShared(shared))
                    .problems());
            problems.addAll(SoftDeleteModel.of(metadata).problems());
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
        return problems;
    }

    private static StandardServiceRegistry registry(Map<String, Object> settings) {
        return new StandardServiceRegistryBuilder().applySettings(settings).build();
    }

    private MetadataSources sources(StandardServiceRegistry registry) {
        return new MetadataSources(registry).addAnnotatedClasses(entities.toArray(Class<?>[]::new));
    }
}
