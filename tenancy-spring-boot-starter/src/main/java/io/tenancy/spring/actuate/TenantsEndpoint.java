package io.tenancy.spring.actuate;

import io.tenancy.Placement;
import io.tenancy.Placement.OwnDatabase;
import io.tenancy.Placement.OwnSchema;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.pool.PoolStatistics;
import io.tenancy.refusal.StaleTenantException;
import io.tenancy.refusal.TenantErasedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@code /actuator/tenants}: which tenants there are, and the pools. No attributes, addresses or logins. To change a status,
 * {@code management.endpoint.tenants.access=unrestricted} and a registry are needed.
 */
@Endpoint(id = "tenants", defaultAccess = Access.READ_ONLY)
public final class TenantsEndpoint {

    private static final int USUAL_SIZE = 100;

    private final TenantDirectory directory;
    private final ObjectProvider<TenantRegistry> registry;
    private final TenantConnections connections;

    TenantsEndpoint(TenantDirectory directory, ObjectProvider<TenantRegistry> registry, TenantConnections connections) {
        this.directory = directory;
        this.registry = registry;
        this.connections = connections;
    }

    /**
     * A page of tenants.
     *
     * @param after the last id of the page before
     */
    @ReadOperation
    public Overview tenants(@Nullable String after, @Nullable Integer size) {
        TenantPage page = directory.list(
                new TenantPageRequest(size == null ? USUAL_SIZE : size, after == null ? null : TenantId.of(after)));
        return new Overview(
                page.tenants().stream().map(TenantsEndpoint::describe).toList(),
                page.next() == null || page.next().after() == null
                        ? null
                        : page.next().after().value(),
                connections.statistics().stream().map(TenantsEndpoint::describe).toList());
    }

    /** One tenant; none if there is no such. */
    @ReadOperation
    public @Nullable Described tenant(@Selector String id) {
        return TenantId.parse(id)
                .flatMap(directory::find)
                .map(TenantsEndpoint::describe)
                .orElse(null);
    }

    /** Gives a tenant another status. Without a registry, or such a tenant, it is a wrong request. */
    @WriteOperation
    public Described change(@Selector String id, TenantStatus status) {
        Tenant known = TenantId.parse(id)
                .flatMap(directory::find)
                .orElseThrow(() -> new InvalidEndpointRequestException("There is no such tenant.", "No such tenant"));
        TenantRegistry changing = registry.getIfUnique();
        if (changing == null) {
            throw new InvalidEndpointRequestException(
                    "Tenants are not changed here: expected a TenantRegistry bean, found none. Set"
                            + " tenancy.directory.registrar.username.",
                    "Tenants are not changed here");
        }
        try {
            return describe(changing.changeStatus(known, status));
        } catch (StaleTenantException | TenantErasedException refusal) {
            throw new InvalidEndpointRequestException(
                    "The tenant was changed meanwhile, or is erased.", "Changed meanwhile", refusal);
        }
    }

    private static Described describe(Tenant tenant) {
        Placement placement = tenant.placement();
        return new Described(
                tenant.id().value(),
                tenant.status(),
                placement instanceof OwnDatabase ? "database" : placement instanceof OwnSchema ? "schema" : "rows",
                placement.server().value(),
                tenant.epoch());
    }

    private static Pool describe(PoolStatistics pool) {
        return new Pool(pool.pool().toString(), pool.active(), pool.idle(), pool.waiting(), pool.maximum());
    }

    /**
     * What there is.
     *
     * @param next the id after which to go on; null if this is all
     */
    public record Overview(List<Described> tenants, @Nullable String next, List<Pool> pools) {}

    /** A tenant. */
    public record Described(String id, TenantStatus status, String placement, String server, long epoch) {}

    /** A pool. */
    public record Pool(String name, int active, int idle, int waiting, int maximum) {}
}
