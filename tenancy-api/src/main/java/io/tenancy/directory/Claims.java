package io.tenancy.directory;

import io.tenancy.Placement;
import io.tenancy.Placement.OwnDatabase;
import io.tenancy.Placement.OwnSchema;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What each tenant owns alone: a schema, or a whole database. Not safe for several threads. */
final class Claims {

    /** Something that one tenant has and another wants. */
    record Clash(String what, TenantId holder) {}

    private final Map<Placement, TenantId> owned = new HashMap<>();
    private final Map<ServerName, Set<TenantId>> residents = new HashMap<>();

    /** The first reason why the tenant cannot live there. Only one tenant may have an own database on a server. */
    Optional<Clash> findClash(TenantId tenant, Placement wanted) {
        ServerName server = wanted.server();
        TenantId databaseOwner = owned.get(new OwnDatabase(server));
        if (databaseOwner != null && !databaseOwner.equals(tenant)) {
            return Optional.of(new Clash("server '" + server + "'", databaseOwner));
        }
        if (wanted instanceof OwnSchema own) {
            return Optional.ofNullable(owned.get(own))
                    .filter(holder -> !holder.equals(tenant))
                    .map(holder -> new Clash("schema '" + own.schema() + "' on server '" + server + "'", holder));
        }
        if (wanted instanceof OwnDatabase) {
            return residents.getOrDefault(server, Set.of()).stream()
                    .filter(resident -> !resident.equals(tenant))
                    .findFirst()
                    .map(resident -> new Clash("server '" + server + "'", resident));
        }
        return Optional.empty();
    }

    void add(Tenant tenant) {
        if (!(tenant.placement() instanceof Placement.SharedRows)) {
            owned.put(tenant.placement(), tenant.id());
        }
        residents
                .computeIfAbsent(tenant.placement().server(), server -> new TreeSet<>())
                .add(tenant.id());
    }

    void remove(Tenant tenant) {
        owned.remove(tenant.placement(), tenant.id());
        residents.getOrDefault(tenant.placement().server(), Set.of()).remove(tenant.id());
    }
}
