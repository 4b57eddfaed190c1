package io.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantTests {

    private final Tenant acme = Tenant.active("acme", Placement.sharedRows("main"));

    @Test
    void startsActiveAtTheFirstEpoch() {
        assertThat(acme)
                .isEqualTo(new Tenant(
                        TenantId.of("acme"), TenantStatus.ACTIVE, Placement.sharedRows("main"), 1, Map.of()));
    }

    @Test
    void changesOfStatusAndPlacementRaiseTheEpochAndAttributesDoNot() {
        assertThat(acme.withStatus(TenantStatus.MOVING).epoch()).isEqualTo(2);
        assertThat(acme.withPlacement(Placement.ownDatabase("eu")).epoch()).isEqualTo(2);
        assertThat(acme.withAttributes(Map.of("plan", "gold")).epoch()).isEqualTo(1);
        assertThat(acme.withAttributes(Map.of("plan", "gold")).attributes()).containsEntry("plan", "gold");
    }

    @Test
    void keepsItsAttributesWhateverBecomesOfTheCallersMap() {
        var attributes = new HashMap<>(Map.of("plan", "gold"));
        Tenant tenant = acme.withAttributes(attributes);
        attributes.clear();
        assertThat(tenant.attributes()).containsEntry("plan", "gold");
    }

    @Test
    void refusesAnImpossibleEpoch() {
        assertThatThrownBy(() -> new Tenant(acme.id(), acme.status(), acme.placement(), 0, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tenant 'acme' refused: expected an epoch of at least 1, found 0.");
    }

    @Test
    void knowsItsServerInEveryPlacement() {
        assertThat(Placement.sharedRows("main").server()).isEqualTo(ServerName.of("main"));
        assertThat(Placement.ownSchema("eu", "t_acme").server()).isEqualTo(ServerName.of("eu"));
        assertThat(Placement.ownDatabase("us").server()).isEqualTo(ServerName.of("us"));
    }

    @Test
    void anActorNeedsAName() {
        assertThatThrownBy(() -> Actor.user(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Actor refused: expected a name, found a blank one.");
    }
}
