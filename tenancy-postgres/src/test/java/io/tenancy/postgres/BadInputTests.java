package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.admission.Admissions;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with servers, replicas, limits and plans is said in one exception when the service is built. */
class BadInputTests {

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestServer.shared().createDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void allOfItIsSaidAtOnce() {
        var refusal = catchThrowableOfType(
                TenancyConfigurationException.class, () -> TenantConnections.builder(InMemoryTenants.of())
                        .plans(Plans.of(
                                Plan.of("free").withWeight(0),
                                Plan.of("gold").withWeight(-2).withMaximumConnections(-1),
                                Plan.of("gold").withMaximumWaiting(-5).withLockTimeout(Duration.ofDays(-1))))
                        .server(server("greedy", database.jdbcUrl()).withMaximumPoolSize(1_000_000))
                        .server(server("capped", database.jdbcUrl()).withMaximumConnections(1_000_000))
                        .server(server("copied", database.jdbcUrl())
                                .withReplica(database.jdbcUrl())
                                .withMaximumReplicaLag(Duration.ofMillis(-1)))
                        .server(server("negative", database.jdbcUrl())
                                .withMaximumPoolSize(-3)
                                .withConnectionTimeout(Duration.ofSeconds(-1)))
                        .server(server("unknown", database.jdbcUrl().replace(database.name(), "nowhere")))
                        .maximumConnections(-7)
                        .poolStatisticsEvery(Duration.ofSeconds(-1))
                        .build());
        assertThat(refusal).isNotNull();
        assertThat(refusal.problems())
                .map(problem -> problem.replaceAll("but has \\d+", "but has N"))
                .containsExactly(
                        "Plan 'free': expected weight of at least 1, found 0.",
                        "Plan 'gold': expected weight of at least 1, found -2.",
                        "Plan 'gold': expected maximumConnections of at least 1, found -1.",
                        "Plan 'gold': expected maximumWaiting of at least 0, found -5.",
                        "Plan 'gold': expected lock_timeout from 1 ms to 24 days, found -86400000 ms. Leave it out for"
                                + " the server's own.",
                        "Plan 'gold' was given twice. Give each a name of its own.",
                        "poolStatisticsEvery: expected at least 1 ms, found PT-1S.",
                        "Expected maximumConnections of at least 1 for all servers, found -7.",
                        "server 'greedy': may be given 1000000 connections, but has N for all its clients"
                                + " (max_connections without those reserved). Lower maximumConnections or maximumPoolSize.",
                        "server 'capped': may be given 1000000 connections, but has N for all its clients"
                                + " (max_connections without those reserved). Lower maximumConnections or maximumPoolSize.",
                        "server 'copied': expected a maximumReplicaLag of at least 1 s, since replicas are looked at"
                                + " every second, found -1 ms.",
                        "server 'copied-replica-1': it is not in recovery, hence no replica. Expected one that follows"
                                + " server 'copied' by streaming.",
                        "server 'negative': expected a maximumPoolSize of at least 1, found -3.",
                        "server 'negative': expected a connectionTimeout from 250 ms to 1 h, found -1000 ms.",
                        "server 'unknown', login '" + database.app().user()
                                + "': no connection (3D000): FATAL: database"
                                + " \"nowhere\" does not exist. Check the database's name in the URL.");
    }

    @Test
    void soundServersDoNotHideBadPlans() {
        assertThatThrownBy(() -> TenantConnections.builder(InMemoryTenants.of())
                        .server(server("main", database.jdbcUrl()))
                        .plans(Plans.of(Plan.of("free").withWeight(0)))
                        .build())
                .isInstanceOfSatisfying(TenancyConfigurationException.class, refusal -> assertThat(refusal.problems())
                        .containsExactly("Plan 'free': expected weight of at least 1, found 0."));
    }

    @Test
    void nobodyIsAdmittedByBadPlans() {
        Plans bad = Plans.of(Plan.of("free").withWeight(0));
        assertThatThrownBy(() -> Admissions.by(bad))
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("weight");
    }

    /** Tenants come and move, and servers are added, while a service runs: so this is found when the tenant comes. */
    @Test
    void aTenantOnAServerThatNobodyNamedIsRefusedWhenItComes() throws Exception {
        var lost = InMemoryTenants.of(Tenant.active("lost", Placement.sharedRows("elsewhere")));
        try (TenantConnections connections = TenantConnections.builder(lost)
                        .server(server("main", database.jdbcUrl()))
                        .build();
                var scope = TenantContext.of("lost").enter()) {
            assertThatThrownBy(connections::openCurrent)
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("'elsewhere'")
                    .hasMessageContaining("nobody named it. Known are " + List.of("main"));
        }
    }

    private static Server server(String name, String url) {
        return Server.of(name, url, Fleet.login(database.app()));
    }
}
