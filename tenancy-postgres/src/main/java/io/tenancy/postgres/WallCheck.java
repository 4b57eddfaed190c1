package io.tenancy.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenancy.Placement;
import io.tenancy.Placement.OwnDatabase;
import io.tenancy.Placement.OwnSchema;
import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.postgres.doctor.BrokenWallException;
import io.tenancy.postgres.doctor.Diagnosis;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.doctor.Finding;
import io.tenancy.postgres.doctor.Patient;
import io.tenancy.postgres.doctor.Visit;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.pool.ServerPools;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.refusal.TenancyConfigurationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Lets no tenant in where the doctor finds a gap: each server is examined at start, with the rows that tenants share
 * there, each own schema and own database before its first connection. Safe for use by several threads.
 */
final class WallCheck {

    private static final Logger LOG = System.getLogger("io.tenancy.doctor");

    /** So that a tenant behind a broken wall, asked for again and again, does not keep the catalog busy. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(10);

    private static final int MOST_REFUSED = 10_000;

    /** Where tenants live; in shared rows it makes no difference who. */
    private record Place(ServerName server, Patient patient) {}

    private final ServerPools pools;
    private final Function<Roles, Doctor> doctors;
    private final Set<Place> healthy = ConcurrentHashMap.newKeySet();
    private final Cache<Place, List<Finding>> refused = Caffeine.newBuilder()
            .expireAfterWrite(REFUSED_FOR)
            .maximumSize(MOST_REFUSED)
            .build();

    WallCheck(ServerPools pools, Function<Roles, Doctor> doctors) {
        this.pools = pools;
        this.doctors = doctors;
    }

    interface Opening {
        Connection open() throws SQLException;
    }

    /** @throws TenancyConfigurationException with every finding at every server, if there is a gap */
    void examineServers() {
        var problems = new ArrayList<String>();
        for (Server server : pools.servers()) {
            problems.addAll(problems(server));
        }
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("Tenancy", problems);
        }
    }

    /** @throws TenancyConfigurationException with every finding at this server, if there is a gap */
    void examine(Server server) {
        healthy.removeIf(place -> place.server().equals(server.name()));
        List<String> problems = problems(server);
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("Tenancy", problems);
        }
    }

    private List<String> problems(Server server) {
        try (Connection connection = pools.connect(server)) {
            var visit = new Visit(server, doctors);
            Optional<Patient> resident = visit.findResident(connection);
            Diagnosis diagnosis = visit.examine(connection, resident.stream().toList());
            if (diagnosis.isHealthy()) {
                resident.ifPresent(patient -> healthy.add(new Place(server.name(), patient)));
                advise(server, diagnosis);
                return List.of();
            }
            return diagnosis.findings().stream()
                    .map(finding -> server + ": " + finding.sentence())
                    .toList();
        } catch (SQLException e) {
            return List.of(server + " was not examined: " + e.getMessage());
        }
    }

    /** @throws BrokenWallException if there is a gap in the wall of the place where the tenant lives */
    Tenant require(Tenant tenant, Opening unbound) throws SQLException {
        Place place = placeOf(tenant);
        if (healthy.contains(place)) {
            return tenant;
        }
        List<Finding> gaps = refused.getIfPresent(place);
        if (gaps == null) {
            gaps = gaps(place, unbound);
        }
        if (!gaps.isEmpty()) {
            throw new BrokenWallException(tenant.id(), place.server(), gaps);
        }
        return tenant;
    }

    /** Two threads may do the same at first; nobody waits for another's connection. */
    private List<Finding> gaps(Place place, Opening unbound) throws SQLException {
        Server server = pools.server(place.server());
        try (Connection connection = unbound.open()) {
            Diagnosis diagnosis = new Visit(server, doctors).examineAlone(connection, place.patient());
            if (diagnosis.isHealthy()) {
                advise(server, diagnosis);
                healthy.add(place);
            } else {
                refused.put(place, diagnosis.gaps());
            }
            return diagnosis.gaps();
        }
    }

    private Place placeOf(Tenant tenant) {
        Placement placement = tenant.placement();
        SchemaName schema = pools.server(placement.server()).schema();
        if (placement instanceof OwnSchema own) {
            return new Place(own.server(), new Patient.OwnSchema(own.schema(), tenant.id()));
        }
        return new Place(
                placement.server(),
                placement instanceof OwnDatabase
                        ? new Patient.OwnDatabase(schema, tenant.id())
                        : new Patient.SharedRows(schema));
    }

    private static void advise(Server server, Diagnosis diagnosis) {
        for (Finding advice : diagnosis.advice()) {
            LOG.log(Level.DEBUG, "{0}: {1}", server, advice.sentence());
        }
    }
}
