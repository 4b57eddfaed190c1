package io.tenancy.migrate.target;

import io.tenancy.Placement;
import io.tenancy.Placement.OwnDatabase;
import io.tenancy.Placement.OwnSchema;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.migrate.target.MigrationTarget.Kind;
import io.tenancy.refusal.TenancyConfigurationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every schema of the fleet, once: shared schemas first, then own schemas, then own databases. Immutable.
 *
 * @param skipped tenants that are on the way, not yet there, or gone; their shared schema is migrated all the same
 */
public record FleetTargets(List<PlacedTarget> targets, List<SkippedTenant> skipped) {

    private static final Set<TenantStatus> SKIPPED =
            EnumSet.of(TenantStatus.PROVISIONING, TenantStatus.MOVING, TenantStatus.ERASED);

    private static final Comparator<PlacedTarget> ORDER = Comparator.comparing(
                    (PlacedTarget each) -> each.target().kind())
            .thenComparing(each -> each.target().server().value())
            .thenComparing(each -> each.target().schema().value());

    public FleetTargets {
        targets = List.copyOf(targets);
        skipped = List.copyOf(skipped);
    }

    /**
     * The targets of all tenants.
     *
     * @throws TenancyConfigurationException if tenants live on servers that are not among these
     */
    public static FleetTargets of(TenantDirectory directory, Map<ServerName, MigrationServer> servers) {
        var shared = new TreeMap<String, List<Tenant>>();
        var targets = new ArrayList<PlacedTarget>();
        var skipped = new ArrayList<SkippedTenant>();
        var unknown = new TreeSet<String>();
        @Nullable TenantPageRequest request = TenantPageRequest.first(1000);
        while (request != null) {
            TenantPage page = directory.list(request);
            for (Tenant tenant : page.tenants()) {
                Placement placement = tenant.placement();
                MigrationServer server = servers.get(placement.server());
                if (server == null) {
                    unknown.add(placement.server().value());
                } else if (placement instanceof Placement.SharedRows && tenant.status() != TenantStatus.ERASED) {
                    shared.computeIfAbsent(placement.server().value(), any -> new ArrayList<>())
                            .add(tenant);
                } else if (SKIPPED.contains(tenant.status())) {
                    skipped.add(new SkippedTenant(tenant.id(), tenant.status()));
                } else {
                    targets.add(new PlacedTarget(own(tenant, server), List.of(tenant)));
                }
            }
            request = page.next();
        }
        if (!unknown.isEmpty()) {
            throw new TenancyConfigurationException(
                    "The migration of the fleet",
                    unknown.stream()
                            .map(name -> "Tenants live on server '" + name + "', which is not among " + servers.keySet()
                                    + ": add it.")
                            .toList());
        }
        shared.forEach((name, tenants) -> {
            var server = ServerName.of(name);
            var schema = Objects.requireNonNull(servers.get(server)).server().schema();
            targets.add(new PlacedTarget(new MigrationTarget(server, schema, Kind.SHARED_ROWS, null), tenants));
        });
        targets.sort(ORDER);
        return new FleetTargets(targets, skipped);
    }

    private static MigrationTarget own(Tenant tenant, MigrationServer server) {
        Placement placement = tenant.placement();
        if (placement instanceof OwnSchema own) {
            return new MigrationTarget(own.server(), own.schema(), Kind.OWN_SCHEMA, tenant.id());
        }
        var own = (OwnDatabase) placement;
        return new MigrationTarget(own.server(), server.server().schema(), Kind.OWN_DATABASE, tenant.id());
    }
}
