package io.tenancy.benchmarks.wire;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.benchmarks.fixture.PlainPool;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;

/** One server with the same rows for everybody, and every route to it through one relay. */
final class Stage implements AutoCloseable {

    private static final String MAIN = "main";
    private static final String UNPREPARED = "unprepared";

    private final Tables tables;
    private final int sharing;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Tenant> tenants = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final TestDatabase main;
    private final Relay relay;

    /** @param sharing tenants that share rows; two of them work */
    static Stage set(Tables tables, int sharing) throws Exception {
        var stage = new Stage(tables, sharing);
        try {
            stage.build();
            return stage;
        } catch (Exception e) {
            stage.close();
            throw e;
        }
    }

    private Stage(Tables tables, int sharing) {
        this.tables = tables;
        this.sharing = sharing;
        this.main = database();
        this.relay = closing(Relay.to(main.server().host(), main.server().port()));
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    Relay relay() {
        return relay;
    }

    private void build() throws SQLException {
        plain();
        classic();
        tenancy();
        main.executeAsSuperuser("vacuum analyze");
    }

    private void plain() {
        new Walls(main).none("plain", tables.plain());
        SessionFactory factory = factory(Map.of(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool("plain")));
        routes.add(new Route(
                "plain",
                List.of("nobody"),
                io.tenancy.benchmarks.wire.plain.Post.class,
                (tenant, work) -> factory.inTransaction(work)));
    }

    private void classic() {
        List<String> schemas = List.of("classic_1", "classic_2");
        schemas.forEach(schema -> new Walls(main).none(schema, tables.plain()));
        var classic = new ClassicTenancy(pool("public"));
        SessionFactory factory = factory(Map.of(
                MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, classic,
                MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, classic));
        routes.add(
                new Route("classic", schemas, io.tenancy.benchmarks.wire.plain.Post.class, classic.entrance(factory)));
    }

    private void tenancy() throws SQLException {
        var walls = new Walls(main);
        TestDatabase first = database();
        TestDatabase second = database();
        rows(walls);
        schemas(walls, MAIN, List.of("schema-1", "schema-2"));
        schemas(walls, UNPREPARED, List.of("schema-3", "schema-4"));
        own(first, "database-1");
        own(second, "database-2");
        String url = main.jdbcUrl(relay.port());
        HibernateTenancy tenancy = closing(HibernateTenancy.builder(InMemoryTenants.of(tenants.toArray(Tenant[]::new)))
                .server(walls.server(MAIN, url))
                .server(walls.server(UNPREPARED, url).withDriverProperty("prepareThreshold", "0"))
                .server(new Walls(first).server("database-1", first.jdbcUrl(relay.port())))
                .server(new Walls(second).server("database-2", second.jdbcUrl(relay.port())))
                .poolListener(new PoolListener() {})
                .entities(
                        io.tenancy.benchmarks.wire.owned.Author.class,
                        io.tenancy.benchmarks.wire.owned.Post.class,
                        io.tenancy.benchmarks.wire.owned.Comment.class)
                .build());
        route("rows", List.of("rows-1", "rows-2"), tenancy);
        route("schema", List.of("schema-1", "schema-2"), tenancy);
        route("schema-pt0", List.of("schema-3", "schema-4"), tenancy);
        route("database", List.of("database-1", "database-2"), tenancy);
    }

    private void rows(Walls walls) throws SQLException {
        List<String> ids =
                IntStream.rangeClosed(1, sharing).mapToObj(i -> "rows-" + i).toList();
        walls.rows(tables.owned() + ids.stream().map(tables::seed).collect(Collectors.joining()));
        ids.forEach(id -> tenants.add(Tenant.active(id, Placement.sharedRows(MAIN))));
    }

    private void schemas(Walls walls, String server, List<String> ids) throws SQLException {
        for (String id : ids) {
            String schema = walls.schema(id, tables.owned() + tables.seed(id));
            tenants.add(Tenant.active(id, Placement.ownSchema(server, schema)));
        }
    }

    private void own(TestDatabase database, String id) throws SQLException {
        new Walls(database).database(id, tables.owned() + tables.seed(id));
        database.executeAsSuperuser("vacuum analyze");
        tenants.add(Tenant.active(id, Placement.ownDatabase(id)));
    }

    private void route(String name, List<String> ids, HibernateTenancy tenancy) {
        routes.add(new Route(name, ids, io.tenancy.benchmarks.wire.owned.Post.class, (tenant, work) -> {
            try (var scope = TenantContext.of(tenant).enter()) {
                tenancy.inTransaction(work);
            }
        }));
    }

    private SessionFactory factory(Map<String, Object> settings) {
        var registry =
                new StandardServiceRegistryBuilder().applySettings(settings).build();
        return closing(new MetadataSources(registry)
                .addAnnotatedClasses(
                        io.tenancy.benchmarks.wire.plain.Author.class,
                        io.tenancy.benchmarks.wire.plain.Post.class,
                        io.tenancy.benchmarks.wire.plain.Comment.class)
                .buildMetadata()
                .buildSessionFactory());
    }

    private HikariDataSource pool(String schema) {
        return closing(PlainPool.open(main.jdbcUrl(relay.port()), main.app(), schema));
    }

    private TestDatabase database() {
        return closing(TestServer.shared().createDatabase());
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    /** In reverse order. */
    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
