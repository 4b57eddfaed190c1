package io.tenancy.example.publishing.isolation;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.example.publishing.model.PublishingModel;
import io.tenancy.example.publishing.platform.Publisher;
import io.tenancy.example.publishing.platform.PublishingServer;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.probe.ProbeMatrix;
import io.tenancy.testkit.probe.cache.MapRegionFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.SessionFactory;

/**
 * Two publishers in each placement, with few rows of everything: some under an id that all of them have, some under one
 * of their own. Either wall can be left out: PostgreSQL's by {@link #takeDownPostgresWall}, Hibernate's by {@link
 * #hibernateWithoutWall}.
 */
final class ProbedPublishers implements AutoCloseable {

    private final PublishingServer main = PublishingServer.on(TestServer.shared(), "main");
    private final PublishingServer first = PublishingServer.on(TestServer.shared(), "first");
    private final PublishingServer second = PublishingServer.on(TestServer.shared(), "second");
    private final Map<TenantId, Publisher> publishers = new LinkedHashMap<>();
    private final HibernateTenancy tenancy;
    private final SessionFactory withoutWall;

    ProbedPublishers() throws SQLException, IOException {
        main.shareRows();
        settle("rows-a", main, Placement.sharedRows("main"));
        settle("rows-b", main, Placement.sharedRows("main"));
        settleInSchema("schema-a");
        settleInSchema("schema-b");
        settleInDatabase("database-a", first, "first");
        settleInDatabase("database-b", second, "second");
        var tenants = InMemoryTenants.of(
                publishers.values().stream().map(Publisher::tenant).toArray(Tenant[]::new));
        var builder = HibernateTenancy.builder(tenants)
                .server(main.server())
                .server(first.server())
                .server(second.server())
                .entities(PublishingModel.entities().toArray(Class<?>[]::new));
        Cached.by(MapRegionFactory.withHibernatesKeys()).forEach(builder::setting);
        tenancy = builder.build();
        withoutWall = HibernateWithoutWall.over(tenancy.dataSource());
        seed();
    }

    /** Hibernate with its wall: the factory of the application. */
    SessionFactory hibernate() {
        return tenancy.sessionFactory();
    }

    /** Hibernate without its wall, over the same bound connections. */
    SessionFactory hibernateWithoutWall() {
        return withoutWall;
    }

    /** For good: whoever wants it afterwards needs other publishers. */
    void takeDownPostgresWall() throws SQLException, IOException {
        for (PublishingServer server : new PublishingServer[] {main, first, second}) {
            run(server, script("no-walls.sql"));
        }
    }

    /** The first against the second, and the other way round. */
    ProbeMatrix matrix(SessionFactory factory, String one, String other) {
        var matrix = ProbeMatrix.of(factory).tenants(TwoTenants.of(one, other)).dataSource(tenancy.dataSource());
        for (String tenant : new String[] {one, other}) {
            var publisher = publishers.get(TenantId.of(tenant));
            matrix.witness(publisher.id(), publisher.server()::connectAsSuperuser, publisher.schema());
        }
        return matrix;
    }

    private void settle(String id, PublishingServer server, Placement placement) {
        publishers.put(TenantId.of(id), new Publisher(Tenant.active(id, placement), server));
    }

    private void settleInSchema(String id) throws SQLException {
        var schema = SchemaName.generatedFor(TenantId.of(id));
        main.giveSchema(TenantId.of(id), schema);
        settle(id, main, Placement.ownSchema("main", schema.value()));
    }

    private void settleInDatabase(String id, PublishingServer server, String name) throws SQLException {
        server.giveDatabase(TenantId.of(id));
        settle(id, server, Placement.ownDatabase(name));
    }

    private void seed() throws SQLException, IOException {
        int number = 2;
        for (Publisher publisher : publishers.values()) {
            run(
                    publisher.server(),
                    "set search_path = " + publisher.schema() + ";"
                            + script("seeds.sql").formatted(publisher.id(), number++));
        }
    }

    private static void run(PublishingServer server, String sql) throws SQLException {
        try (var connection = server.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String name) throws IOException {
        try (var stream = ProbedPublishers.class.getResourceAsStream("/isolation/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        withoutWall.close();
        tenancy.close();
        main.close();
        first.close();
        second.close();
    }
}
