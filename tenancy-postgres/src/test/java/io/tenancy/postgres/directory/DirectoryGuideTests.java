package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenantSuspendedException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What docs/directory.md shows, as it stands there. */
class DirectoryGuideTests {

    @Test
    void aServiceHasItsTenantsInPostgres() throws Exception {
        try (TestDatabase database = TestServer.shared().createDatabase()) {
            String url = database.jdbcUrl();
            Login owner = login(database.owner());
            Login reader = login(database.app());
            Login registrar = login(database.operator());

            ControlSchema.migrate(ControlDatabase.of(url, owner), ControlRoles.of(reader.user(), registrar.user()));

            ControlDatabase control = ControlDatabase.of(url, reader);
            var tenants = CachedTenantDirectory.of(PostgresTenantDirectory.of(control.dataSource()));
            try (var listener = DirectoryListener.start(control, tenants);
                    var connections = TenantConnections.builder(tenants)
                            .server(Server.of("main", url, reader))
                            .build()) {

                TenantRegistry registry = PostgresTenantRegistry.of(
                        ControlDatabase.of(url, registrar).dataSource(), tenants.forgetting());
                registry.register(Tenant.active("acme", Placement.sharedRows("main")));
                Tenant acme = tenants.require(TenantId.of("acme"));
                try (var scope = TenantContext.of("acme").enter();
                        var connection = connections.openCurrent()) {
                    assertThat(connection.isValid(10)).isTrue();
                }

                registry.changeStatus(acme, TenantStatus.SUSPENDED);
                try (var scope = TenantContext.of("acme").enter()) {
                    assertThatThrownBy(connections::openCurrent).isInstanceOf(TenantSuspendedException.class);
                }

                TenantPageRequest request = TenantPageRequest.first(100);
                while (request != null) {
                    var page = tenants.list(request);
                    page.tenants().forEach(tenant -> assertThat(tenant.id()).isEqualTo(acme.id()));
                    request = page.next();
                }
                assertThat(listener.awaitListening(Duration.ofMinutes(1))).isTrue();
            }
        }
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }
}
