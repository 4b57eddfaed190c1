package io.tenancy.migrate.target;

import io.tenancy.Tenant;
import java.util.List;

/** A target and the tenants that live in it. Immutable. */
public record PlacedTarget(MigrationTarget target, List<Tenant> tenants) {

    public PlacedTarget {
        tenants = List.copyOf(tenants);
    }
}
