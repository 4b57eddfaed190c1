package io.tenancy.benchmarks.wire;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.benchmarks.fixture.PlainPool;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.benchmarks.wire.plain.Author;
import io.tenancy.benchmarks.wire.plain.Comment;
import io.tenancy.benchmarks.wire.plain.Post;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.wire.Relay;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;

/** Hibernate as it is used without this library, each way with a pool of its own and no wall. */
record OrdinaryRoutes(Tables tables, TestDatabase database, Relay relay, Resources resources) {

    private static final List<Class<?>> PLAIN = List.of(Author.class, Post.class, Comment.class);
    private static final List<Class<?>> OWNED = List.of(
            io.tenancy.benchmarks.wire.owned.Author.class,
            io.tenancy.benchmarks.wire.owned.Post.class,
            io.tenancy.benchmarks.wire.owned.Comment.class);

    /** Without any tenancy. */
    Route plain() {
        walls().none("plain", tables.plain());
        SessionFactory factory = factory(PLAIN, Map.of(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool("plain")));
        return new Route(
                "plain",
                Route.Kind.ORDINARY,
                List.of("nobody"),
                Post.class,
                (tenant, work) -> factory.inTransaction(work));
    }

    /** With {@code @TenantId} alone: tells apart what Hibernate's own filter costs from what this library adds to it. */
    Route tenantId() {
        List<String> tenants = List.of("filtered-1", "filtered-2");
        walls().none(
                        "filtered",
                        tables.owned() + tenants.stream().map(tables::seed).collect(Collectors.joining()));
        var tenant = new ThreadTenant();
        SessionFactory factory = factory(
                OWNED,
                Map.of(
                        JdbcSettings.JAKARTA_NON_JTA_DATASOURCE,
                        pool("filtered"),
                        MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
                        tenant));
        return new Route(
                "tenantid",
                Route.Kind.ORDINARY,
                tenants,
                io.tenancy.benchmarks.wire.owned.Post.class,
                tenant.entrance(factory));
    }

    /** A schema for each tenant, set on get and reset on release. */
    Route classic() {
        List<String> schemas = Stream.of("classic_1", "classic_2")
                .peek(schema -> walls().none(schema, tables.plain()))
                .toList();
        var tenant = new ThreadTenant();
        SessionFactory factory = factory(
                PLAIN,
                Map.of(
                        MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
                        new ClassicProvider(pool(ThreadTenant.NOBODY)),
                        MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
                        tenant));
        return new Route("classic", Route.Kind.ORDINARY, schemas, Post.class, tenant.entrance(factory));
    }

    private Walls walls() {
        return new Walls(database);
    }

    private HikariDataSource pool(String schema) {
        return resources.add(PlainPool.open(database.jdbcUrl(relay.port()), database.app(), schema));
    }

    private SessionFactory factory(List<Class<?>> entities, Map<String, Object> settings) {
        var registry =
                new StandardServiceRegistryBuilder().applySettings(settings).build();
        return resources.add(new MetadataSources(registry)
                .addAnnotatedClasses(entities.toArray(Class<?>[]::new))
                .buildMetadata()
                .buildSessionFactory());
    }
}
