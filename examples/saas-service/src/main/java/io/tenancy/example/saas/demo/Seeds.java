package io.tenancy.example.saas.demo;

import io.tenancy.Actor;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.example.saas.ground.Ground;
import io.tenancy.example.saas.ground.Home;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Gives publishers something to read, if they have nothing. */
@Component
public class Seeds implements ApplicationRunner {

    private final TenantDirectory directory;
    private final TenantRegistry registry;
    private final Typesetter typesetter;

    Seeds(TenantDirectory directory, TenantRegistry registry, Typesetter typesetter) {
        this.directory = directory;
        this.registry = registry;
        this.typesetter = typesetter;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (Tenant tenant : Ground.all(directory)) {
            if (tenant.status() == TenantStatus.ACTIVE
                    && seed(tenant)
                    && tenant.id().value().equals(Cast.ENDED)) {
                registry.changeStatus(tenant, TenantStatus.SUSPENDED);
            }
        }
    }

    /** @return whether there was nothing */
    public boolean seed(Tenant tenant) {
        Cast cast = Cast.find(tenant.id())
                .orElseGet(() -> Cast.newcomer(
                        tenant.id(),
                        Home.of(tenant.placement()),
                        tenant.attributes().getOrDefault("plan", "free")));
        var context = TenantContext.of(tenant.id())
                .withActor(Actor.job("seeds").withReason("first start"))
                .withCorrelationId("seeds");
        try (var scope = context.enter()) {
            return typesetter.set(cast);
        }
    }
}
