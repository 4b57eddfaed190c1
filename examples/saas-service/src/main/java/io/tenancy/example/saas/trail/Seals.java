package io.tenancy.example.saas.trail;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.seal.Head;
import io.tenancy.audit.seal.Sealer;
import io.tenancy.audit.seal.Verification;
import io.tenancy.audit.seal.Verifier;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.ground.Ground;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Seals the logs, and keeps the heads of their chains in memory. A service that means it keeps them where nobody who can write
 * to the database can.
 */
@Service
public class Seals {

    private static final System.Logger LOG = System.getLogger(Seals.class.getName());

    private final TenantDirectory directory;
    private final Ground ground;
    private final Map<String, Sealer> sealers = new ConcurrentHashMap<>();
    private final Map<String, Head> anchors = new ConcurrentHashMap<>();

    Seals(TenantDirectory directory, Ground ground) {
        this.directory = directory;
        this.ground = ground;
    }

    /** Each place once; one that fails keeps no other from being sealed. */
    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT15S")
    public void seal() {
        var places = new ConcurrentHashMap<String, Tenant>();
        Ground.all(directory).stream()
                // One that is suspended may have no log yet, and nothing is written to it.
                .filter(tenant -> tenant.status() == TenantStatus.ACTIVE)
                .forEach(tenant -> places.putIfAbsent(key(tenant), tenant));
        places.forEach((key, tenant) -> {
            try {
                sealer(tenant).seal();
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.WARNING, "The log at " + key + " was not sealed.", e);
            }
        });
    }

    /** Seals what is settled, and compares the tenant's log with its seals and the head that was kept. */
    public Verification verify(TenantId id) throws SQLException {
        Tenant tenant = directory.require(id);
        sealer(tenant).seal();
        return Verifier.of(ground.log(tenant)).verify(id.value(), anchors.get(id.value()));
    }

    private Sealer sealer(Tenant tenant) {
        return sealers.computeIfAbsent(key(tenant), key -> {
            LogPlace place = ground.log(tenant);
            return Sealer.of(place).withSink(heads -> heads.forEach(head -> anchors.put(head.tenant(), head)));
        });
    }

    private static String key(Tenant tenant) {
        Placement placement = tenant.placement();
        return placement.server() + (placement instanceof Placement.OwnSchema own ? "/" + own.schema() : "");
    }
}
