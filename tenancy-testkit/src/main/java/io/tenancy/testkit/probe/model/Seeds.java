package io.tenancy.testkit.probe.model;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.probe.witness.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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
            // A session without a wall reads the other's rows too; only the witness knows whose they are.
            var first = thoseThere(factory, entity, tenants.first(), places);
            var second = thoseThere(factory, entity, tenants.second(), places);
            put(entity, tenants.first(), first, second.keySet());
            put(entity, tenants.second(), second, first.keySet());
        }
    }

    private static Map<Object, Key> thoseThere(
            SessionFactoryImplementor factory, EntityModel entity, TenantId tenant, Map<TenantId, Place> places)
            throws SQLException {
        var there = new HashMap<Object, Key>();
        for (var entry : read(factory, entity, tenant).entrySet()) {
            if (isThere(factory, entity, tenant, entry.getValue(), places)) {
                there.put(entry.getKey(), entry.getValue());
            }
        }
        return there;
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

    private void put(EntityModel entity, TenantId tenant, Map<Object, Key> keys, Set<Object> others) {
        var seen = new ArrayList<Row>();
        keys.forEach((id, key) -> seen.add(new Row(tenant, id, key, others.contains(id))));
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
}
