package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwoTenantsTests {

    private final TwoTenants tenants = TwoTenants.of("acme", "globex");

    @Test
    void runsBothDirectionsInTheContextOfTheirOwn() throws Exception {
        var seen = new ArrayList<String>();

        tenants.each((own, other) ->
                seen.add(own + " " + other + " " + TenantContext.require("Test").tenant()));

        assertThat(seen).containsExactly("acme globex acme", "globex acme globex");
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void saysForWhomItFailed() {
        assertThatThrownBy(() -> tenants.each((own, other) -> assertThat(own).isEqualTo(tenants.first())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("As tenant 'globex'");
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void acceptsThatEachSeesItsOwn() throws Exception {
        Map<TenantId, List<String>> rows = new HashMap<>();

        tenants.each((own, other) -> rows.put(own, List.of("of " + own)))
                .eachSeesOnlyItsOwn(
                        own -> "of " + own,
                        () -> rows.get(TenantContext.require("Test").tenant()));
    }

    @Test
    void refusesThatOneSeesTheOthers() {
        assertThatThrownBy(() -> tenants.eachSeesOnlyItsOwn(TenantId::value, () -> List.of("acme", "globex")))
                .hasMessageContaining("the other's 'globex' is seen");
    }

    @Test
    void refusesThatOneDoesNotSeeItsOwn() {
        assertThatThrownBy(() -> tenants.eachSeesOnlyItsOwn(TenantId::value, List::<String>of))
                .hasMessageContaining("its own 'acme' is not among");
    }

    @Test
    void refusesOneTenantTwice() {
        assertThatThrownBy(() -> TwoTenants.of("acme", "acme")).isInstanceOf(IllegalArgumentException.class);
    }
}
