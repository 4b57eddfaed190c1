package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.PoolStatistics;
import io.tenancy.postgres.schema.SchemaRole;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.TenantErasedException;
import io.tenancy.refusal.TenantMismatchException;
import io.tenancy.refusal.TenantNotProvisionedException;
import io.tenancy.refusal.TenantReadOnlyException;
import io.tenancy.refusal.TenantSuspendedException;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantUnavailableException;
import io.tenancy.refusal.UnknownTenantException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who gets a connection at all; what is refused is refused before one is borrowed. */
class AdmissionTests extends InFleet {

    @Test
    void withoutAScopeNothingOpens() {
        long before = fleet.relay.statements();
        int pools = connections.statistics().size();
        assertThatThrownBy(() -> connections.dataSource().getConnection()).isInstanceOf(NoTenantException.class);
        assertThatThrownBy(() -> connections.open(TenantId.of(Fleet.ROWS))).isInstanceOf(NoTenantException.class);
        assertThat(connections.statistics()).hasSize(pools);
        assertThat(fleet.relay.statements()).isEqualTo(before);
    }

    @Test
    void anotherTenantsConnectionIsRefused() {
        try (var scope = TenantContext.of(Fleet.ROWS).enter()) {
            assertThatThrownBy(() -> connections.open(TenantId.of(Fleet.OTHER_ROWS)))
                    .isInstanceOf(TenantMismatchException.class);
        }
    }

    @Test
    void eachStatusHasItsOwnRefusalAndBorrowsNothing() {
        List<TenancyEvent> heard = new CopyOnWriteArrayList<>();
        var tenants = InMemoryTenants.of(
                with("suspended", TenantStatus.SUSPENDED),
                with("erased", TenantStatus.ERASED),
                with("new", TenantStatus.PROVISIONING));
        try (TenantConnections closed = TenantConnections.builder(tenants)
                .server(fleet.server("main", fleet.main))
                .listener(heard::add)
                .build()) {
            long before = fleet.relay.statements();
            refuses(closed, "suspended", TenantSuspendedException.class);
            refuses(closed, "erased", TenantErasedException.class);
            refuses(closed, "new", TenantUnavailableException.class);
            refuses(closed, "nobody", UnknownTenantException.class);
            assertThat(closed.statistics()).isEmpty();
            assertThat(fleet.relay.statements()).isEqualTo(before);
            assertThat(heard).hasSize(4).allMatch(AccessRefused.class::isInstance);
        }
    }

    @Test
    void aReadOnlyTenantReadsAndDoesNotWriteInAnyPlacement() throws Exception {
        for (String tenant : List.of(Fleet.ROWS, Fleet.SCHEMA, Fleet.DATABASE)) {
            Tenant active = fleet.tenants.require(TenantId.of(tenant));
            var tenants = InMemoryTenants.of(active.withStatus(TenantStatus.READ_ONLY));
            try (TenantConnections readers = TenantConnections.builder(tenants)
                    .server(fleet.server("main", fleet.main))
                    .server(fleet.server("first", fleet.first))
                    .build()) {
                Fleet.as(readers, tenant, connection -> {
                    assertThat(Fleet.owners(connection)).containsExactly(tenant);
                    assertThatThrownBy(() -> insert(connection, tenant, 600))
                            .isInstanceOf(TenantReadOnlyException.class)
                            .hasMessageContaining("'" + tenant + "'");
                    connection.setAutoCommit(false);
                    assertThat(Fleet.owners(connection)).containsExactly(tenant);
                    assertThatThrownBy(() -> text(connection, "set transaction read write"))
                            .isInstanceOf(SQLException.class);
                    connection.rollback();
                });
            }
        }
    }

    @Test
    void aMovingTenantsWriteIsRefusedAsRetryable() throws Exception {
        var tenants = InMemoryTenants.of(with(Fleet.ROWS, TenantStatus.MOVING));
        try (TenantConnections moving = TenantConnections.builder(tenants)
                .server(fleet.server("main", fleet.main))
                .build()) {
            Fleet.as(moving, Fleet.ROWS, connection -> {
                assertThat(Fleet.owners(connection)).containsExactly(Fleet.ROWS);
                assertThatThrownBy(() -> insert(connection, Fleet.ROWS, 601))
                        .isInstanceOf(TenantUnavailableException.class);
            });
        }
    }

    @Test
    void aTenantOnAServerThatNobodyNamedIsRefused() {
        var tenants = InMemoryTenants.of(Tenant.active("far", Placement.sharedRows("mars")));
        try (TenantConnections near = TenantConnections.builder(tenants)
                .server(fleet.server("main", fleet.main))
                .build()) {
            refuses(near, "far", ServerUnavailableException.class);
        }
    }

    @Test
    void aBusyPoolIsATypedRefusalAndTheListenerHearsOfThePool() throws Exception {
        var tenants = InMemoryTenants.of(Tenant.active(Fleet.ROWS, Placement.sharedRows("main")));
        List<PoolStatistics> exhausted = new CopyOnWriteArrayList<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void exhausted(PoolStatistics pool) {
                exhausted.add(pool);
            }
        };
        try (TenantConnections small = TenantConnections.builder(tenants)
                .server(fleet.server("main", fleet.main).withConnectionTimeout(Duration.ofSeconds(1)))
                .poolListener(listener)
                .build()) {
            Fleet.as(small, Fleet.ROWS, held -> {
                Fleet.owners(held);
                var other = TenantContext.capture().wrapSupplier(() -> {
                    try (Connection second = small.openCurrent()) {
                        return second.toString();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertThatThrownBy(() -> CompletableFuture.supplyAsync(other).join())
                        .hasCauseInstanceOf(TenantThrottledException.class)
                        .hasMessageContaining("no connection became free within 1000 ms");
            });
            assertThat(exhausted).singleElement().satisfies(pool -> assertThat(pool.active())
                    .isEqualTo(1));
        }
    }

    @Test
    void aDroppedSchemaIsAnErrorAndNeverAnotherSchemasRows() throws Exception {
        try (Fleet own = new Fleet();
                TenantConnections routes = own.connections()) {
            own.main.executeAsSuperuser("create table public.item as select 'public'::text as tenant_id");
            own.main.executeAsSuperuser(
                    "grant usage on schema public to public; grant select on public.item to public");
            Fleet.as(routes, Fleet.SCHEMA, connection -> assertThat(Fleet.owners(connection))
                    .containsExactly(Fleet.SCHEMA));
            own.main.executeAsSuperuser("drop schema " + Fleet.schemaOf(Fleet.SCHEMA) + " cascade");
            Fleet.as(routes, Fleet.SCHEMA, connection -> assertThatThrownBy(() -> Fleet.owners(connection))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01")));
            Fleet.as(routes, Fleet.OTHER_SCHEMA, connection -> assertThat(Fleet.owners(connection))
                    .containsExactly(Fleet.OTHER_SCHEMA));
        }
    }

    @Test
    void aSchemaThatWasNeverMadeOrNotGrantedIsNamed() throws Exception {
        var tenants = InMemoryTenants.of(
                Tenant.active("early", Placement.ownSchema("main", "not_yet")),
                Tenant.active("closed", Placement.ownSchema("main", "closed")));
        String role = SchemaRole.of(fleet.main.name(), SchemaName.of("closed")).toString();
        fleet.main.executeAsSuperuser("create role \"" + role + "\"");
        try (TenantConnections routes = TenantConnections.builder(tenants)
                .server(fleet.server("main", fleet.main))
                .build()) {
            Fleet.as(routes, "early", connection -> assertThatThrownBy(() -> Fleet.owners(connection))
                    .isInstanceOf(TenantNotProvisionedException.class)
                    .hasMessageContaining("'early'")
                    .hasMessageContaining("'not_yet'"));
            Fleet.as(routes, "closed", connection -> assertThatThrownBy(() -> Fleet.owners(connection))
                    .isInstanceOf(TenantNotProvisionedException.class)
                    .hasMessageContaining("'closed'"));
        } finally {
            fleet.main.executeAsSuperuser("drop role \"" + role + "\"");
        }
    }

    @Test
    void theUnboundConnectionSeesNothing() throws Exception {
        try (Connection connection = connections.openUnbound()) {
            assertThat(Fleet.owners(connection)).isEmpty();
            assertThatThrownBy(() -> count(connection, Fleet.schemaOf(Fleet.SCHEMA) + ".item"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void theOperatorSeesTheSharedRowsOfAllAndWritesNone() throws Exception {
        try (Connection connection = connections.openOperator(io.tenancy.ServerName.of("main"))) {
            assertThat(Fleet.owners(connection)).containsExactly(Fleet.ROWS, Fleet.OTHER_ROWS);
            assertThatThrownBy(() -> insert(connection, Fleet.ROWS, 602)).isInstanceOf(SQLException.class);
            // Even if somebody grants it more.
            assertThat(text(connection, "show transaction_read_only")).isEqualTo("on");
        }
    }

    @Test
    void ownSchemasAndSharedRowsShareNoPool() throws Exception {
        try (TenantConnections fresh = fleet.connections()) {
            for (String tenant : List.of(Fleet.ROWS, Fleet.OTHER_ROWS, Fleet.SCHEMA, Fleet.OTHER_SCHEMA)) {
                Fleet.as(fresh, tenant, Fleet::owners);
            }
            assertThat(fresh.statistics())
                    .extracting(statistics -> statistics.pool().toString())
                    .containsExactlyInAnyOrder("main-rows", "main-schemas");
        }
    }

    private static Tenant with(String id, TenantStatus status) {
        return new Tenant(TenantId.of(id), status, Placement.sharedRows("main"), 1, Map.of());
    }

    private static void refuses(
            TenantConnections connections, String tenant, Class<? extends TenancyException> refusal) {
        try (var scope = TenantContext.of(tenant).enter()) {
            assertThatThrownBy(() -> connections.dataSource().getConnection()).isInstanceOf(refusal);
        }
    }
}
