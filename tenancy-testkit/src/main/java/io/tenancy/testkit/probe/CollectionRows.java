package io.tenancy.testkit.probe;

import io.tenancy.TenantId;
import io.tenancy.testkit.probe.model.CollectionModel;
import io.tenancy.testkit.probe.model.Row;
import io.tenancy.testkit.probe.witness.Place;
import io.tenancy.testkit.probe.witness.Relation;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.type.descriptor.WrapperOptions;

/** The rows of a collection, as the witness finds them. */
record CollectionRows(Scene scene, CollectionModel collection) {

    /** Whether a row tells by itself whose it is. */
    boolean tellTenant() throws SQLException {
        var table = scene.ownPlace().findRelation(collection.table());
        return table.isPresent() && findTenantColumn(table.get()).isPresent();
    }

    private Optional<Relation.Column> findTenantColumn(Relation table) {
        return table.findColumn(collection.entity().tenantColumn());
    }

    /** How many rows of a tenant point at this owner; all that do, if rows do not tell whose they are. */
    long count(Row owner, TenantId tenant) throws SQLException {
        Place place = scene.placeOf(tenant);
        var table = place.findRelation(collection.table());
        return table.isEmpty() ? 0 : count(place, table.get(), "count(*)", owner, Optional.of(tenant));
    }

    /** Whether two owners with this id would look different in Java if the rows of both were mixed. */
    boolean canBeToldApart(Row owner) throws SQLException {
        var telling = collection.tellingColumns();
        var table = scene.ownPlace().findRelation(collection.table());
        if (telling.isEmpty()
                || table.isEmpty()
                || findTenantColumn(table.get()).isEmpty()) {
            return true;
        }
        String distinct = "count(distinct (" + String.join(", ", telling) + "))";
        return count(scene.ownPlace(), table.get(), distinct, owner, Optional.empty())
                > count(scene.ownPlace(), table.get(), distinct, owner, Optional.of(scene.own()));
    }

    private long count(Place place, Relation table, String what, Row owner, Optional<TenantId> tenant)
            throws SQLException {
        var column = tenant.isPresent() ? findTenantColumn(table) : Optional.<Relation.Column>empty();
        String sql = "select " + what + " from " + table.name() + " where " + collection.byKey()
                + column.map(found -> " and " + found.quoted() + "::text = ?").orElse("");
        WrapperOptions options = scene.factory().getWrapperOptions();
        return place.count(sql, statement -> {
            int next = owner.key().bind(statement, 1, options);
            if (column.isPresent()) {
                statement.setString(next, tenant.orElseThrow().value());
            }
        });
    }

    /** The application counts an owner's rows; of the target's tenant, where rows tell. */
    Sql select(Row owner) throws SQLException {
        String what = tellTenant()
                ? "count(*) filter (where cast(" + collection.entity().tenantColumn() + " as text) = '" + owner.tenant()
                        + "')"
                : "count(*)";
        return sql("select " + what, owner);
    }

    /** The application deletes an owner's rows. */
    Sql delete(Row owner) {
        return sql("delete", owner);
    }

    private Sql sql(String verb, Row owner) {
        return new Sql(
                verb + " from " + collection.table() + " where " + collection.byKey(), owner.key(), scene.factory());
    }
}
