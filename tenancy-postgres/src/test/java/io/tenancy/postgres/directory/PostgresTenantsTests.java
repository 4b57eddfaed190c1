package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.directory.contract.TenantRegistryContract;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.DirectoryUnavailableException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, kept by PostgreSQL; each login has its own rights only. */
class PostgresTenantsTests extends TenantRegistryContract<PostgresTenants> {

    private static Control control;

    @BeforeAll
    static void start() {
        control = new Control();
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @Override
    protected PostgresTenants empty(TenancyListener listener) {
        control.database.execute(control.database.owner(), "truncate tenancy.tenant");
        return new PostgresTenants(
                control.directory(),
                PostgresTenantRegistry.of(control.registrar().dataSource(), listener));
    }

    @Test
    void theLoginOfTheDirectoryRegistersNobody() {
        var registry = PostgresTenantRegistry.of(control.reader().dataSource(), TenancyListener.none());
        Tenant acme = Tenant.active("acme", Placement.sharedRows("main"));

        assertThatThrownBy(() -> registry.register(acme))
                .isInstanceOfSatisfying(DirectoryUnavailableException.class, e -> assertThat(e.findTenant())
                        .contains(acme.id()))
                .hasMessageContaining("42501")
                .hasMessageContaining("ControlRoles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\0", "\0secret", "secret\ud800"})
    void refusesAttributesThatWouldNotComeBackAsTheyWere(String text) {
        var tenant = new Tenant(
                TenantId.of("acme"), TenantStatus.ACTIVE, Placement.sharedRows("main"), 1, Map.of("note", text));
        assertThatThrownBy(() -> control.registry().register(tenant))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'acme'")
                .hasMessageNotContaining("secret");
        assertThat(control.directory().find(tenant.id())).isEmpty();
    }
}
