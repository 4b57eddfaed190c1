package io.tenancy.example.saas.trail;

import io.tenancy.Actor;
import io.tenancy.Tenant;
import io.tenancy.audit.trail.Trail;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyListener;
import io.tenancy.example.saas.ground.Ground;
import org.springframework.stereotype.Component;

/** What happens to tenants besides changes of rows goes on their trails: the starter tells each listener. */
@Component
public class Trails implements TenancyListener, AutoCloseable {

    private final Trail trail;

    Trails(TenantDirectory directory, Ground ground) {
        this.trail = Trail.of(directory, ground::log, Actor.service("publishing"));
    }

    /** A tenant is registered before it has tables, hence before it has a trail: see {@link #settled}. */
    @Override
    public void on(TenancyEvent event) {
        if (!(event instanceof TenancyEvent.TenantRegistered)) {
            trail.on(event);
        }
    }

    /** A tenant has tables now. */
    public void settled(Tenant tenant) {
        trail.on(new TenancyEvent.TenantRegistered(tenant));
    }

    Trail trail() {
        return trail;
    }

    @Override
    public void close() {
        trail.close();
    }
}
