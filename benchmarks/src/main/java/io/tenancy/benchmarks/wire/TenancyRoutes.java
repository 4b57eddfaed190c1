package io.tenancy.benchmarks.wire;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.benchmarks.wire.owned.Author;
import io.tenancy.benchmarks.wire.owned.Comment;
import io.tenancy.benchmarks.wire.owned.Post;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.doctor.Rule;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.Server;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** This library in each placement: one factory for all of them, two tenants at work in each. */
final class TenancyRoutes {

    private static final String MAIN = "main";
    private static final String UNPREPARED = "unprepared";

    private final Tables tables;
    private final TestDatabase main;
    private final Relay relay;
    private final Resources resources;
    private final List<Tenant> tenants = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();

    TenancyRoutes(Tables tables, TestDatabase main, Relay relay, Resources resources) {
        this.tables = tables;
        this.main = main;
        this.relay = relay;
        this.resources = resources;
    }

    /** @param sharing tenants that share rows, of whom two are at work */
    List<Route> open(int sharing) throws SQLException {
        Server server = server(MAIN, main);
        servers.add(server);
        // The same database once more, for schemas whose statements the driver never prepares on the server.
        servers.add(server(UNPREPARED, main).withDriverProperty("prepareThreshold", "0"));
        rows(sharing);
        schema(MAIN, "schema-1");
        schema(MAIN, "schema-2");
        schema(UNPREPARED, "schema-3");
        schema(UNPREPARED, "schema-4");
        database("database-1");
        database("database-2");
        HibernateTenancy tenancy = build();
        return List.of(
                route("rows", tenancy, "rows-1", "rows-2"),
                route("schema", tenancy, "schema-1", "schema-2"),
                route("schema-pt0", tenancy, "schema-3", "schema-4"),
                route("database", tenancy, "database-1", "database-2"));
    }

    private void rows(int sharing) throws SQLException {
        List<String> ids =
                IntStream.rangeClosed(1, sharing).mapToObj(i -> "rows-" + i).toList();
        new Walls(main).rows(tables.owned() + ids.stream().map(tables::seed).collect(Collectors.joining()));
        ids.forEach(id -> tenants.add(Tenant.active(id, Placement.sharedRows(MAIN))));
    }

    private void schema(String server, String id) throws SQLException {
        String schema = new Walls(main).schema(id, tables.owned() + tables.seed(id));
        tenants.add(Tenant.active(id, Placement.ownSchema(server, schema)));
    }

    private void database(String id) throws SQLException {
        TestDatabase own = resources.add(TestServer.shared().createDatabase());
        new Walls(own).database(id, tables.owned() + tables.seed(id));
        own.executeAsSuperuser("vacuum analyze");
        servers.add(server(id, own));
        tenants.add(Tenant.active(id, Placement.ownDatabase(id)));
    }

    private Server server(String name, TestDatabase database) {
        return new Walls(database).server(name, database.jdbcUrl(relay.port()));
    }

    private HibernateTenancy build() {
        var builder = HibernateTenancy.builder(InMemoryTenants.of(tenants.toArray(Tenant[]::new)))
                .poolListener(new PoolListener() {})
                .reviewed(
                        Rule.UNNAMED_SCHEMA,
                        "schema filtered",
                        "another contender's tables, with Hibernate's filter alone")
                .entities(Author.class, Post.class, Comment.class);
        servers.forEach(builder::server);
        return resources.add(builder.build());
    }

    private static Route route(String name, HibernateTenancy tenancy, String... ids) {
        return new Route(name, Route.Kind.TENANCY, List.of(ids), Post.class, (tenant, work) -> {
            try (var scope = TenantContext.of(tenant).enter()) {
                tenancy.inTransaction(work);
            }
        });
    }
}
