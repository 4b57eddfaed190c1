package io.tenancy.postgres;

import io.tenancy.Placement;
import io.tenancy.Placement.OwnSchema;
import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.postgres.admission.Admissions;
import io.tenancy.postgres.binding.Binding;
import io.tenancy.postgres.pool.PoolKind;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.SearchPath;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.pool.ServerPools;
import io.tenancy.postgres.schema.SchemaRole;
import io.tenancy.postgres.wall.TenantSetting;
import java.util.Map;

/** From a tenant's placement to the pool that serves it and the binding that its transactions get. */
record Routes(ServerPools pools, TenantSetting setting, Admissions admissions, boolean showTenants) {

    record Route(PoolName pool, Binding binding) {}

    Route to(Tenant tenant) {
        return to(tenant, tenant.placement().server());
    }

    /** For reading, on the tenant's server or a replica of it. */
    Route toRead(Tenant tenant, ServerName at) {
        Route route = to(tenant, at);
        return new Route(route.pool(), route.binding().readOnly());
    }

    private Route to(Tenant tenant, ServerName at) {
        Placement placement = tenant.placement();
        Server server = pools.server(at);
        if (placement instanceof OwnSchema own) {
            var role = SchemaRole.of(pools.database(server.name()), own.schema());
            Binding binding = Binding.unbound(own.schema().value(), SearchPath.of(server, own.schema()))
                    .withRole(role.name().name())
                    .forTenant(tenant, setting.name());
            return new Route(new PoolName(server.name(), PoolKind.SCHEMAS), told(binding, server, tenant));
        }
        return new Route(
                new PoolName(server.name(), PoolKind.ROWS),
                told(nobody(server).forTenant(tenant, setting.name()), server, tenant));
    }

    /** Besides whose it is: the timeouts of the tenant's plan, and what the server shows of it. */
    private Binding told(Binding binding, Server server, Tenant tenant) {
        Binding limited = binding;
        for (Map.Entry<String, String> limit :
                admissions.plan(tenant).settings().entrySet()) {
            limited = limited.with(limit.getKey(), limit.getValue());
        }
        return showTenants
                ? limited.with("application_name", ActivityName.of(server.applicationName(), tenant.id()))
                : limited;
    }

    /** Where the tenant's tables are. */
    SchemaName schema(Tenant tenant) {
        Placement placement = tenant.placement();
        return placement instanceof OwnSchema own
                ? own.schema()
                : pools.server(placement.server()).schema();
    }

    Route toOperator(ServerName name) {
        return new Route(
                new PoolName(name, PoolKind.OPERATOR),
                nobody(pools.server(name)).readOnly());
    }

    Route toNobody(ServerName name) {
        return new Route(new PoolName(name, PoolKind.ROWS), nobody(pools.server(name)));
    }

    /** The same pool, bound to nobody. */
    Route toNobody(Route route) {
        return new Route(route.pool(), nobody(pools.server(route.pool().server())));
    }

    private static Binding nobody(Server server) {
        return Binding.unbound(server.schema().value(), SearchPath.of(server, server.schema()));
    }
}
