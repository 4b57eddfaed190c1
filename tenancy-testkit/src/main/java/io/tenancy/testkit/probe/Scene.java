package io.tenancy.testkit.probe;

import io.tenancy.TenantId;
import io.tenancy.testkit.probe.model.Seeds;
import io.tenancy.testkit.probe.witness.Place;
import io.tenancy.testkit.probe.witness.Witness;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Where probes are made: the application's own ways to its data, and two tenants.
 *
 * @param own in whose scope probes are made
 * @param foreign whose rows they must not reach
 */
record Scene(
        SessionFactoryImplementor factory,
        Optional<DataSource> data,
        TenantId own,
        TenantId foreign,
        Place ownPlace,
        Place foreignPlace,
        Witness witness,
        Seeds seeds) {

    Place placeOf(TenantId tenant) {
        return tenant.equals(own) ? ownPlace : foreignPlace;
    }

    /** A tenant's id as the tenant attribute holds it. */
    Object tenantValue(TenantId tenant) {
        return factory.getTenantIdentifierJavaType().fromString(tenant.value());
    }

    String textOf(Object tenantValue) {
        return factory.getTenantIdentifierJavaType().toString(tenantValue);
    }
}
