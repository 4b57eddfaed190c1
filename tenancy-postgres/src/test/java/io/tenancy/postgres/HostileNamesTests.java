package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.hostile.HostileNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of hostile names: none gets as far as the wire. What is legal, however odd, is quoted and works. */
class HostileNamesTests extends InFleet {

    @Test
    void refusesHostileTenantsBeforeAnythingIsSent() throws Exception {
        as(Fleet.ROWS, Fleet::owners);
        fleet.relay.reset();
        HostileNames.all()
                .forEach(name -> assertThatIllegalArgumentException().isThrownBy(() -> as(name, Fleet::owners)));
        assertNothingWasSent();
        as(Fleet.ROWS, Fleet::owners);
        assertThat(fleet.relay.statements()).as("the relay does count").isPositive();
    }

    @Test
    void refusesHostileSchemasBeforeAnythingIsSent() {
        fleet.relay.reset();
        HostileNames.all().filter(name -> !name.equals("_acme")).forEach(name -> assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet.tenants.register(Tenant.active("acme", Placement.ownSchema("main", name)))));
        assertNothingWasSent();
        assertThat(fleet.tenants.find(TenantId.of("acme"))).isEmpty();
    }

    /** Reserved words, and the longest names there are, which differ in their last character only. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select",
                "user",
                "null",
                "default",
                "current_schema",
                "session_user",
                "a23456789b123456789c123456789d123456789e123456789f123456789g121",
                "a23456789b123456789c123456789d123456789e123456789f123456789g122"
            })
    void serves(String name) throws Exception {
        fleet.add(name, SchemaName.of(name));
        as(name, connection -> assertThat(Fleet.owners(connection)).containsExactly(name));
        as(Fleet.SCHEMA, connection -> assertThat(Fleet.owners(connection)).containsExactly(Fleet.SCHEMA));
    }

    private static void assertNothingWasSent() {
        assertThat(fleet.relay.statements()).isZero();
        assertThat(fleet.relay.roundTrips()).isZero();
    }
}
