package io.tenancy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.contract.TenantRegistryContract;
import io.tenancy.event.RecordedLog;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.TenancyConfigurationException;
import org.junit.jupiter.api.Test;

class InMemoryTenantsTests extends TenantRegistryContract<InMemoryTenants> {

    @Override
    protected InMemoryTenants empty(TenancyListener listener) {
        return InMemoryTenants.builder().listener(listener).build();
    }

    @Test
    void holdsTheTenantsItWasGiven() {
        Tenant acme = Tenant.active("acme", Placement.sharedRows("main"));
        Tenant globex = Tenant.active("globex", Placement.ownDatabase("eu"));

        var tenants = InMemoryTenants.of(acme, globex);
        assertThat(tenants.find(acme.id())).contains(acme);
        assertThat(tenants.find(globex.id())).contains(globex);
        assertThat(tenants.find(TenantId.of("initech"))).isEmpty();
    }

    @Test
    void reportsAllCollisionsAtOnce() {
        assertThatThrownBy(() -> InMemoryTenants.of(
                        Tenant.active("acme", Placement.ownSchema("main", "t_acme")),
                        Tenant.active("acme", Placement.sharedRows("main")),
                        Tenant.active("globex", Placement.ownSchema("main", "t_acme")),
                        Tenant.active("initech", Placement.ownDatabase("eu")),
                        Tenant.active("hooli", Placement.ownDatabase("eu")),
                        Tenant.active("umbrella", Placement.ownDatabase("main")),
                        Tenant.active("stark", Placement.sharedRows("eu")),
                        Tenant.active("wayne", Placement.sharedRows("main"))))
                .isInstanceOfSatisfying(TenancyConfigurationException.class, e -> assertThat(e.problems())
                        .containsExactly(
                                "Tenant 'acme' refused: its id is taken by tenant 'acme'. Choose another.",
                                "Tenant 'globex' refused: schema 't_acme' on server 'main' is taken by tenant 'acme'."
                                        + " Choose another.",
                                "Tenant 'hooli' refused: server 'eu' is taken by tenant 'initech'. Choose another.",
                                "Tenant 'umbrella' refused: server 'main' is taken by tenant 'acme'. Choose another.",
                                "Tenant 'stark' refused: server 'eu' is taken by tenant 'initech'. Choose another."))
                .hasMessageStartingWith("The tenant directory cannot start, 5 problems:\n  - Tenant 'acme'");
    }

    @Test
    void aFailingListenerDoesNotBreakTheChange() {
        var tenants = InMemoryTenants.builder()
                .listener(event -> {
                    throw new IllegalStateException("planted");
                })
                .build();
        Tenant acme = Tenant.active("acme", Placement.sharedRows("main"));

        try (var log = new RecordedLog("io.tenancy.event")) {
            tenants.register(acme);
            assertThat(log.entries()).hasSize(1);
        }
        assertThat(tenants.find(acme.id())).contains(acme);
    }

    @Test
    void refusesPagesOfImpossibleSize() {
        assertThatThrownBy(() -> TenantPageRequest.first(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0");
        assertThatThrownBy(() -> TenantPageRequest.first(1001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 1001");
    }
}
