package io.tenancy.example.publishing.platform;

import io.tenancy.Placement;
import io.tenancy.Placement.OwnDatabase;
import io.tenancy.Placement.OwnSchema;
import io.tenancy.Tenant;
import io.tenancy.TenantId;

/** A publisher and where it lives. */
public record Publisher(Tenant tenant, PublishingServer server) {

    public TenantId id() {
        return tenant.id();
    }

    /** The schema that holds its tables. */
    public String schema() {
        return tenant.placement() instanceof OwnSchema own ? own.schema().value() : PublishingServer.SHARED_SCHEMA;
    }

    /** A few words for a table. */
    public String placement() {
        Placement placement = tenant.placement();
        if (placement instanceof OwnSchema) {
            return "own schema on " + placement.server();
        }
        return (placement instanceof OwnDatabase ? "own database on " : "shared rows on ") + placement.server();
    }
}
