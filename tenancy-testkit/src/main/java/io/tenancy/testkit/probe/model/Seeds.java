package io.tenancy.testkit.probe.model;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.probe.witness.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The rows of both tenants: what each tenant's own session reads, as far as the witness finds it there too. */
public final class Seeds {

    private record Owned(EntityModel entity, TenantId tenant) {}

    private final Map<Owned, List<Row>> rows = new HashMap<>();

    public Seeds(SessionFactoryImplementor factory, TenantModel model, TwoTenants tenants, Map<TenantId, Place> places)
            throws SQLException {
        for (EntityModel entity : model.entities()) {
            var first = read(factory, entity, tenants.first());
            var second = read(factory, entity, tenants.second());
            put(factory, entity, tenants.first(), first, second.keySet(), places);
            put(factory, entity, tenants.second(), second, first.keySet(), places);
        }
    }

    private static Map<Object, Key> read(SessionFactoryImplementor factory, EntityModel entity, TenantId tenant) {
        try (var scope = TenantContext.of(tenant).enter()) {
            return factory.fromTransaction(session -> {
                Map<Object, Key> keys = new HashMap<>();
                session.createSelectionQuery("from " + entity.persister().getImportedName(), Object.class)
                        .getResultList()
                        .forEach(found -> {
                            Object id = entity.idOf(found);
                            keys.put(id, entity.keyOf(id, (SharedSessionContractImplementor) session));
                        });
                return keys;
            });
        }
    }

    private void put(
            SessionFactoryImplementor factory,
            EntityModel entity,
            TenantId tenant,
            Map<Object, Key> keys,
            Set<Object> others,
            Map<TenantId, Place> places)
            throws SQLException {
        var seen = new ArrayList<Row>();
        for (var entry : keys.entrySet()) {
            if (isThere(factory, entity, tenant, entry.getValue(), places)) {
                seen.add(new Row(tenant, entry.getKey(), entry.getValue(), others.contains(entry.getKey())));
            }
        }
        seen.sort((one, other) ->
                one.key().values().toString().compareTo(other.key().values().toString()));
        rows.put(new Owned(entity, tenant), List.copyOf(seen));
    }

    private static boolean isThere(
            SessionFactoryImplementor factory,
            EntityModel entity,
            TenantId tenant,
            Key key,
            Map<TenantId, Place> places)
            throws SQLException {
        Place place = places.get(tenant);
        var relation = place == null ? null : place.findRelation(entity.table()).orElse(null);
        if (place == null || relation == null) {
            return false;
        }
        String sql = "select count(*) from " + relation.name() + " where " + entity.byId() + " and "
                + entity.tenantColumn() + "::text = ?";
        return place.count(sql, bound -> {
                    int next = key.bind(bound, 1, factory.getWrapperOptions());
                    bound.setString(next, tenant.value());
                })
                == 1;
    }

    /** The rows of an entity that belong to a tenant, in a fixed order. */
    public List<Row> of(EntityModel entity, TenantId tenant) {
        return rows.getOrDefault(new Owned(entity, tenant), List.of());
    }

    /** The ids of all rows of an entity that belong to a tenant. */
    public Set<Object> idsOf(EntityModel entity, TenantId tenant) {
        var ids = new HashSet<>();
        of(entity, tenant).forEach(row -> ids.add(row.id()));
        return ids;
    }
}
