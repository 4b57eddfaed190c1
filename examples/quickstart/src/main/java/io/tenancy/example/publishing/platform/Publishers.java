package io.tenancy.example.publishing.platform;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.directory.InMemoryTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cast: three publishers in three placements; a neighbour who shares rows with the first, without whom there would
 * be nothing to leak there; and one whose contract has ended.
 */
public record Publishers(Publisher rows, Publisher schema, Publisher database, Publisher neighbour, Tenant suspended) {

    /** Makes tables and walls for all of them. */
    public static Publishers settle(PublishingServer main, PublishingServer second) throws SQLException {
        var tidewater = TenantId.of("tidewater");
        var kettle = TenantId.of("kettle-and-crumb");
        SchemaName schema = SchemaName.generatedFor(tidewater);
        main.shareRows();
        main.giveSchema(tidewater, schema);
        second.giveDatabase(kettle);
        return new Publishers(
                new Publisher(Tenant.active("northwind-press", Placement.sharedRows("main")), main),
                new Publisher(Tenant.active(tidewater.value(), Placement.ownSchema("main", schema.value())), main),
                new Publisher(Tenant.active(kettle.value(), Placement.ownDatabase("second")), second),
                new Publisher(Tenant.active("lamplight-review", Placement.sharedRows("main")), main),
                Tenant.active("old-mill-weekly", Placement.sharedRows("main")).withStatus(TenantStatus.SUSPENDED));
    }

    /** One for each placement. */
    public List<Publisher> placements() {
        return List.of(rows, schema, database);
    }

    /** Everybody who publishes. */
    public List<Publisher> publishing() {
        return List.of(rows, schema, database, neighbour);
    }

    public InMemoryTenants directory() {
        Tenant[] tenants = Stream.concat(publishing().stream().map(Publisher::tenant), Stream.of(suspended))
                .toArray(Tenant[]::new);
        return InMemoryTenants.of(tenants);
    }

    /** Somebody else whose rows a publisher must never reach: next door where there is a next door. */
    public Publisher foreignTo(Publisher publisher) {
        return publisher.equals(rows) ? neighbour : rows;
    }
}
