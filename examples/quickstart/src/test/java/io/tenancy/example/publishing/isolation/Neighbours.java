package io.tenancy.example.publishing.isolation;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.example.publishing.mistakes.Scene;
import io.tenancy.example.publishing.mistakes.Trial;
import io.tenancy.example.publishing.mistakes.Witness;
import io.tenancy.example.publishing.model.PublishingModel;
import io.tenancy.example.publishing.platform.Publisher;
import io.tenancy.example.publishing.platform.PublishingServer;
import io.tenancy.example.publishing.sample.SampleData;
import io.tenancy.example.publishing.sample.SampleLoader;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.List;

/** Two publishers in each placement, with sample data in which slugs, e-mails and tags collide. */
final class Neighbours implements AutoCloseable {

    private static final TenantId SUSPENDED = TenantId.of("old-mill-weekly");

    private final PublishingServer main = PublishingServer.on(TestServer.shared(), "main");
    private final PublishingServer first = PublishingServer.on(TestServer.shared(), "first");
    private final PublishingServer second = PublishingServer.on(TestServer.shared(), "second");
    final HibernateTenancy tenancy;
    private final List<Publisher> publishers;

    Neighbours() throws SQLException {
        main.shareRows();
        publishers = List.of(
                new Publisher(Tenant.active("rows-a", Placement.sharedRows("main")), main),
                new Publisher(Tenant.active("rows-b", Placement.sharedRows("main")), main),
                withSchema("schema-a"),
                withSchema("schema-b"),
                withDatabase("database-a", first, "first"),
                withDatabase("database-b", second, "second"));
        var tenants =
                InMemoryTenants.of(publishers.stream().map(Publisher::tenant).toArray(Tenant[]::new));
        tenants.register(
                Tenant.active(SUSPENDED.value(), Placement.sharedRows("main")).withStatus(TenantStatus.SUSPENDED));
        tenancy = HibernateTenancy.builder(tenants)
                .server(main.server())
                .server(first.server())
                .server(second.server())
                .entities(PublishingModel.entities().toArray(Class<?>[]::new))
                .build();
        for (Publisher publisher : publishers) {
            String data = publisher.id().value().endsWith("-a") ? "northwind-press" : "tidewater";
            TenantContext.of(publisher.id())
                    .run(() -> tenancy.inTransaction(session -> SampleLoader.load(SampleData.of(data), session)));
        }
    }

    Publisher publisher(String id) {
        return publishers.stream()
                .filter(publisher -> publisher.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Mistakes made for one publisher, watched over by a witness of the other's rows. */
    Trial trial(String own, String foreign) {
        Publisher other = publisher(foreign);
        var scene = new Scene(
                tenancy.sessionFactory(),
                tenancy.dataSource(),
                TenantId.of(own),
                other.id(),
                SUSPENDED,
                other.schema());
        return new Trial(scene, new Witness(other.server()::connectAsSuperuser, other.schema(), other.id()));
    }

    private Publisher withSchema(String id) throws SQLException {
        SchemaName schema = SchemaName.generatedFor(TenantId.of(id));
        main.giveSchema(TenantId.of(id), schema);
        return new Publisher(Tenant.active(id, Placement.ownSchema("main", schema.value())), main);
    }

    private static Publisher withDatabase(String id, PublishingServer server, String name) throws SQLException {
        server.giveDatabase(TenantId.of(id));
        return new Publisher(Tenant.active(id, Placement.ownDatabase(name)), server);
    }

    @Override
    public void close() {
        tenancy.close();
        main.close();
        first.close();
        second.close();
    }
}
