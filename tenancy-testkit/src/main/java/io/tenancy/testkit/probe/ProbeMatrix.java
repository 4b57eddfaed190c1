package io.tenancy.testkit.probe;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.probe.model.Seeds;
import io.tenancy.testkit.probe.model.TenantModel;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Tries every way to cross from one tenant to another, on all entities that are mapped.
 *
 * <pre>{@code
 * @Test
 * void isolated() {
 *     ProbeMatrix.of(sessionFactory)
 *             .tenants(TwoTenants.of("acme", "globex"))
 *             .witness(database::connectAsSuperuser)
 *             .dataSource(dataSource)
 *             .run()
 *             .requireNoneCrossed();
 * }
 * }</pre>
 *
 * <p>Both tenants must have rows of every entity, and something in every collection; the matrix makes none, as it does
 * not know their rules. Mutable; not safe for use by several threads. See the package for how it judges.
 */
public final class ProbeMatrix {

    private static final String WHAT = "Probe matrix";

    private final SessionFactoryImplementor factory;
    private @Nullable TwoTenants tenants;
    private @Nullable WitnessSource witness;
    private final Map<TenantId, WitnessSource> witnesses = new HashMap<>();
    private Optional<DataSource> data = Optional.empty();
    private Predicate<Probe<?>> wanted = probe -> true;
    private boolean oneWay;

    private ProbeMatrix(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** @param factory a {@code SessionFactory}, or what JPA has in its place */
    public static ProbeMatrix of(EntityManagerFactory factory) {
        return new ProbeMatrix(factory.unwrap(SessionFactoryImplementor.class));
    }

    /** Each is tried against the other. */
    public ProbeMatrix tenants(TwoTenants both) {
        tenants = both;
        return this;
    }

    /**
     * Connections of a superuser, whom no wall holds, to the database that holds both tenants. In which schema a tenant's
     * tables are, is asked through the application's {@code DataSource}.
     */
    public ProbeMatrix witness(Callable<Connection> superuser) {
        witness = new WitnessSource(superuser, Optional.empty());
        return this;
    }

    /**
     * As {@link #witness(Callable)}, where the tables of both tenants are in this schema.
     *
     * @param schema its name, not quoted
     */
    public ProbeMatrix witness(Callable<Connection> superuser, String schema) {
        witness = new WitnessSource(superuser, Optional.of(schema));
        return this;
    }

    /**
     * Connections of a superuser to the database of one tenant, whose tables are in this schema; for tenants with a schema
     * or a database of their own.
     *
     * @param schema its name, not quoted
     */
    public ProbeMatrix witness(TenantId tenant, Callable<Connection> superuser, String schema) {
        witnesses.put(tenant, new WitnessSource(superuser, Optional.of(schema)));
        return this;
    }

    /** The application's own way to plain JDBC, which serves the current tenant. Without it no JDBC is probed. */
    public ProbeMatrix dataSource(DataSource ofApplication) {
        data = Optional.of(ofApplication);
        return this;
    }

    /** Only probes of these families. */
    public ProbeMatrix families(Family... some) {
        var families = Set.of(some);
        wanted = wanted.and(probe -> families.contains(probe.family()));
        return this;
    }

    /** Only probes with these names, as a report names them. */
    public ProbeMatrix probes(Collection<String> names) {
        var some = Set.copyOf(names);
        wanted = wanted.and(probe -> some.contains(probe.name()));
        return this;
    }

    /** Only the first tenant is tried against the second. */
    public ProbeMatrix oneWay() {
        oneWay = true;
        return this;
    }

    /**
     * Makes all probes. They commit, and what they changed is put back, so run it where nobody else works: on a database
     * for tests.
     *
     * @throws TenancyConfigurationException if something is missing that the probes need
     * @throws IllegalStateException if the witness fails
     */
    public ProbeReport run() {
        var both = requireComplete();
        var model = TenantModel.of(factory);
        try (var places = Places.open(both, witnesses, witness, data)) {
            var seeds = new Seeds(factory, model, both, places.byTenant());
            var results = new ArrayList<ProbeResult>();
            results.addAll(new Round(scene(both.first(), both.second(), places, seeds, model), model, wanted).run());
            if (!oneWay) {
                results.addAll(
                        new Round(scene(both.second(), both.first(), places, seeds, model), model, wanted).run());
            }
            return new ProbeReport(results, model.shared());
        } catch (SQLException e) {
            throw new IllegalStateException(WHAT + ": the witness failed: " + e.getMessage(), e);
        }
    }

    private TwoTenants requireComplete() {
        var problems = new ArrayList<String>();
        if (tenants == null) {
            problems.add("no tenants. Name two that have rows: tenants(TwoTenants.of(…, …)).");
        }
        if (witness == null && witnesses.isEmpty()) {
            problems.add("no witness. Give it connections of a superuser: witness(database::connectAsSuperuser).");
        }
        if (tenants == null || !problems.isEmpty()) {
            throw new TenancyConfigurationException(WHAT, problems);
        }
        return tenants;
    }

    private Scene scene(TenantId own, TenantId foreign, Places places, Seeds seeds, TenantModel model)
            throws SQLException {
        return new Scene(
                factory,
                data,
                own,
                foreign,
                places.of(own),
                places.of(foreign),
                places.witness(own, foreign, model),
                seeds);
    }
}
