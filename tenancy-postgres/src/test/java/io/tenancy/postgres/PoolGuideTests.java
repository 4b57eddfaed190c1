package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.Deadline;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What docs/pools.md shows, as far as no other test does. */
class PoolGuideTests extends InFleet {

    private final TenantDirectory tenants = fleet.tenants;

    @Test
    void plansLimitTheirTenants() throws Exception {
        Plan free = Plan.of("free")
                .withMaximumConnections(2)
                .withMaximumWaiting(10)
                .withStatementTimeout(Duration.ofSeconds(5));
        Plan gold = Plan.of("gold").withWeight(5);
        TenantConnectionsBuilder builder = TenantConnections.builder(tenants).plans(Plans.of(free, gold));
        try (TenantConnections limited =
                builder.server(fleet.server("main", fleet.main)).build()) {
            Fleet.as(limited, Fleet.ROWS, connection -> assertThat(text(connection, "show statement_timeout"))
                    .isEqualTo("5s"));
        }
    }

    @Test
    void workMayHaveADeadline() {
        try (var scope = TenantContext.of("acme")
                .withDeadline(Deadline.in(Duration.ofSeconds(2)))
                .enter()) {
            assertThat(Deadline.current().exists()).isTrue();
        }
        assertThat(Deadline.current()).isSameAs(Deadline.NONE);
    }

    @Test
    void aReplicaIsNamed() {
        String url = fleet.main.jdbcUrl();
        Login app = Fleet.login(fleet.main.app());
        String replicaUrl = "jdbc:postgresql://replica/main";
        Server server = Server.of("main", url, app).withReplica(replicaUrl);
        assertThat(server.replicas()).singleElement().satisfies(replica -> {
            assertThat(replica.name().value()).isEqualTo("main-replica-1");
            assertThat(replica.url()).isEqualTo(replicaUrl);
            assertThat(replica.app()).isEqualTo(app);
        });
        Server long40 = Server.of("a".repeat(40), url, app).withReplica(replicaUrl);
        assertThat(long40.replicas().get(0).name().value()).hasSize(40).endsWith("-replica-1");
    }
}
