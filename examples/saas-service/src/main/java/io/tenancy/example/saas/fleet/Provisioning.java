package io.tenancy.example.saas.fleet;

import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.example.saas.demo.Seeds;
import io.tenancy.example.saas.ground.Ground;
import io.tenancy.example.saas.ground.Ground.Newcomer;
import io.tenancy.example.saas.ground.Home;
import io.tenancy.example.saas.trail.Trails;
import io.tenancy.postgres.TenantConnections;
import java.util.List;
import org.springframework.stereotype.Service;

/** Tenants come, are suspended and go on, while the service runs. */
@Service
public class Provisioning {

    private final Ground ground;
    private final TenantDirectory directory;
    private final TenantRegistry registry;
    private final TenantConnections connections;
    private final Trails trails;
    private final Seeds seeds;

    Provisioning(
            Ground ground,
            TenantDirectory directory,
            TenantRegistry registry,
            TenantConnections connections,
            Trails trails,
            Seeds seeds) {
        this.ground = ground;
        this.directory = directory;
        this.registry = registry;
        this.connections = connections;
        this.trails = trails;
        this.seeds = seeds;
    }

    /** One at a time: each makes roles and databases. */
    public synchronized void provision(TenantId id, Home home, String plan) {
        ground.settle(List.of(new Newcomer(id, home, plan)), directory, registry, connections::add);
        trails.settled(directory.require(id));
        seeds.seed(directory.require(id));
    }

    public void suspend(TenantId id) {
        registry.changeStatus(directory.require(id), TenantStatus.SUSPENDED);
    }

    public void resume(TenantId id) {
        registry.changeStatus(directory.require(id), TenantStatus.ACTIVE);
    }
}
