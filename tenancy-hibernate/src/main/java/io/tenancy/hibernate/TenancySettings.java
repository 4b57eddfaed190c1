package io.tenancy.hibernate;

import io.tenancy.hibernate.fetch.FetchGuard;
import io.tenancy.hibernate.fetch.FetchInspector;
import io.tenancy.hibernate.id.PlacedOptimizer;
import io.tenancy.hibernate.mapping.EntityDeclarations;
import io.tenancy.hibernate.routing.TenantRouting;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.doctor.Reviewed;
import io.tenancy.postgres.doctor.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * What {@link HibernateTenancy} gives to Hibernate, for those who bootstrap Hibernate or JPA themselves:
 * {@code Persistence.createEntityManagerFactory("unit", TenancySettings.of(connections).asMap())}. The guard, the
 * check of the entity model and the doctor come along. For one factory. The caller closes the connections after the factory.
 */
public final class TenancySettings {

    private final TenantRouting routing;
    private final @Nullable FetchInspector fetching;

    TenancySettings(TenantRouting routing) {
        this(routing, null);
    }

    private TenancySettings(TenantRouting routing, @Nullable FetchInspector fetching) {
        this.routing = routing;
        this.fetching = fetching;
    }

    /** Settings for a factory whose shared entities are all annotated. */
    public static TenancySettings of(TenantConnections connections) {
        return new TenancySettings(new TenantRouting(connections, EntityDeclarations.none(), List.of(), false));
    }

    /** The same for a factory with these shared entities too, such as those of a library. */
    public TenancySettings withShared(Class<?>... entities) {
        return with(routing.declared().withShared(Set.of(entities)), routing.reviewed(), routing.forNobody());
    }

    /**
     * The same for a factory with entities that know nothing of tenants, though their tables do: each has a tenant column
     * with a default that names the tenant, and its wall. PostgreSQL alone keeps their rows apart, and Hibernate does not
     * look at them. Ids must be unique across the tenants of a server.
     *
     * @param packages whose entities, and those of packages below, are left to the wall
     */
    public TenancySettings withWalled(String... packages) {
        return with(routing.declared().withWalled(Set.of(packages)), routing.reviewed(), routing.forNobody());
    }

    /**
     * The same for a framework that opens sessions at start to look at queries, before there is a tenant. Such a session is
     * refused when it would load, flush or borrow a connection, and not when it opens; binding a tenant later does not
     * change it.
     */
    public TenancySettings withSessionsForNobody() {
        return with(routing.declared(), routing.reviewed(), true);
    }

    /**
     * The same without one finding of the doctor at start that somebody has looked at.
     *
     * @param object as the finding names it, such as {@code table app.coupon}; without the schema, in whichever
     * @param reason why nothing crosses here
     * @throws IllegalArgumentException without a reason
     */
    public TenancySettings withReviewed(Rule rule, String object, String reason) {
        var all = new ArrayList<>(routing.reviewed());
        all.add(new Reviewed(rule, object, reason));
        return with(routing.declared(), all, routing.forNobody());
    }

    private TenancySettings with(EntityDeclarations declared, List<Reviewed> reviewed, boolean forNobody) {
        return new TenancySettings(new TenantRouting(routing.connections(), declared, reviewed, forNobody), fetching);
    }

    /** The same with a guard on what is fetched one by one. It takes Hibernate's place for a statement inspector. */
    public TenancySettings withFetchGuard(FetchGuard guard) {
        return withFetchGuard(guard, StatementInspector.NONE);
    }

    /** The same with a guard on what is fetched one by one, behind a statement inspector of the application. */
    public TenancySettings withFetchGuard(FetchGuard guard, StatementInspector inspector) {
        return new TenancySettings(
                routing, guard.mode() == FetchGuard.Mode.OFF ? null : new FetchInspector(guard, inspector));
    }

    /** Settings by name. Whoever adds settings may replace any of these but the first two, which are looked for. */
    public Map<String, Object> asMap() {
        var settings = new LinkedHashMap<String, Object>(Map.of(
                MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
                routing.connectionProvider(),
                MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
                routing.resolver(),
                // Held longer, a connection would keep the next transaction on the server of the last one.
                JdbcSettings.CONNECTION_HANDLING,
                PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION,
                // Then an identity insert is an insert … returning, which carries the binding.
                JdbcSettings.USE_GET_GENERATED_KEYS,
                false,
                MappingSettings.PREFERRED_POOLED_OPTIMIZER,
                PlacedOptimizer.class.getName()));
        if (fetching != null) {
            settings.put(JdbcSettings.STATEMENT_INSPECTOR, fetching);
        }
        return settings;
    }

    TenantRouting routing() {
        return routing;
    }
}
