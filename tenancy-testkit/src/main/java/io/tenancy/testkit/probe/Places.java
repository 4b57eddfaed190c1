package io.tenancy.testkit.probe;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.probe.model.TenantModel;
import io.tenancy.testkit.probe.witness.Place;
import io.tenancy.testkit.probe.witness.Witness;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where each of the two tenants has its tables. */
final class Places implements AutoCloseable {

    private final Map<TenantId, Place> byTenant = new LinkedHashMap<>();

    static Places open(
            TwoTenants both,
            Map<TenantId, WitnessSource> sources,
            @Nullable WitnessSource common,
            Optional<DataSource> data)
            throws SQLException {
        var places = new Places();
        var problems = new ArrayList<String>();
        for (TenantId tenant : List.of(both.first(), both.second())) {
            var source = sources.containsKey(tenant) ? sources.get(tenant) : common;
            try {
                places.open(tenant, source, data);
            } catch (Exception e) {
                problems.add("witness for tenant '" + tenant + "': " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            places.close();
            throw new TenancyConfigurationException("Probe matrix", problems);
        }
        return places;
    }

    private void open(TenantId tenant, @Nullable WitnessSource source, Optional<DataSource> data) throws Exception {
        if (source == null) {
            throw new IllegalStateException("none was given. Name one: witness(tenant, connections, schema).");
        }
        String schema = source.schema().isPresent() ? source.schema().get() : askForSchema(tenant, data);
        byTenant.put(tenant, Place.open(source.superuser(), schema));
    }

    /** Only where to look is asked of the application; what is there, the witness sees for itself. */
    private static String askForSchema(TenantId tenant, Optional<DataSource> data) throws SQLException {
        if (data.isEmpty()) {
            throw new IllegalStateException("no schema. Name it, or give the application's DataSource to ask for it.");
        }
        try (var scope = TenantContext.of(tenant).enter();
                var connection = data.get().getConnection();
                var select = connection.prepareStatement("select current_schema()");
                var rows = select.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getString(1))
                    .orElseThrow(
                            () -> new IllegalStateException("its search path leads to no schema. Name the schema."));
        }
    }

    Map<TenantId, Place> byTenant() {
        return Map.copyOf(byTenant);
    }

    Place of(TenantId tenant) {
        return Optional.ofNullable(byTenant.get(tenant)).orElseThrow();
    }

    /** A witness against whoever works for the own tenant. */
    Witness witness(TenantId own, TenantId foreign, TenantModel model) throws SQLException {
        return new Witness(own.value(), of(own), of(foreign), model.ownerships());
    }

    @Override
    public void close() throws SQLException {
        for (Place place : byTenant.values()) {
            place.close();
        }
    }
}
