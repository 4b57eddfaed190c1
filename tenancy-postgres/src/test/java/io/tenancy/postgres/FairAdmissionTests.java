package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.context.Deadline;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets a connection next, and what it may do with it, as its plan says. */
class FairAdmissionTests extends InFleet {

    private static final Plan STANDARD = Plan.of("standard");

    private final List<TenancyEvent> heard = new CopyOnWriteArrayList<>();

    @Test
    void refusesATenantAtTheEndOfItsPlanAndServesItsNeighbour() throws Exception {
        Plan small = STANDARD.withMaximumConnections(1).withMaximumWaiting(0);
        try (TenantConnections limited = connections(2, Plans.of(small));
                var scope = TenantContext.of(Fleet.ROWS).enter();
                Connection one = limited.openCurrent()) {
            assertThat(Fleet.owners(one)).containsExactly(Fleet.ROWS);
            assertThatThrownBy(() -> elsewhere(limited, Fleet.ROWS))
                    .hasCauseInstanceOf(TenantThrottledException.class)
                    .hasMessageContaining("0 wait already, as its plan 'standard' allows");
            assertThat(heard).singleElement().isInstanceOf(AccessRefused.class);
            assertThat(elsewhere(limited, Fleet.OTHER_ROWS)).containsExactly(Fleet.OTHER_ROWS);
        }
    }

    @Test
    void aConnectionThatIsClosedLetsTheNextOneIn() throws Exception {
        Plan small = STANDARD.withMaximumConnections(1).withMaximumWaiting(0);
        try (TenantConnections limited = connections(1, Plans.of(small))) {
            for (int i = 0; i < 3; i++) {
                assertThat(elsewhere(limited, Fleet.ROWS)).containsExactly(Fleet.ROWS);
                assertThat(elsewhere(limited, Fleet.OTHER_ROWS)).containsExactly(Fleet.OTHER_ROWS);
            }
        }
    }

    @Test
    void whoGetsNoConnectionLetsTheNextOneIn() throws Exception {
        try (TenantConnections impatient = TenantConnections.builder(fleet.tenants)
                .server(fleet.server("main", fleet.main).withConnectionTimeout(Duration.ofMillis(250)))
                .build()) {
            fleet.relay.refuse();
            try {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> elsewhere(impatient, Fleet.ROWS))
                            .hasCauseInstanceOf(ServerUnavailableException.class);
                }
            } finally {
                fleet.relay.accept();
            }
        }
    }

    @Test
    void workWithADeadlineWaitsNoLongerForItsTurn() throws Exception {
        try (TenantConnections single = connections(1, Plans.of(STANDARD))) {
            Fleet.as(single, Fleet.OTHER_ROWS, held -> {
                assertThatThrownBy(() -> elsewhere(single, inAHurry(Fleet.ROWS)))
                        .cause()
                        .isInstanceOfSatisfying(TenantThrottledException.class, refusal -> assertThat(refusal.limit())
                                .isEqualTo(Limit.DEADLINE));
            });
            assertThat(heard).singleElement().isInstanceOf(AccessRefused.class);
            assertThat(elsewhere(single, Fleet.ROWS)).containsExactly(Fleet.ROWS);
        }
    }

    @Test
    void workWithADeadlineWaitsNoLongerForAConnectionOfThePool() throws Exception {
        try (TenantConnections single = connections(1, Plans.of(STANDARD))) {
            fleet.relay.refuse();
            try {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> elsewhere(single, inAHurry(Fleet.ROWS)))
                            .hasCauseInstanceOf(ServerUnavailableException.class)
                            .hasMessageContaining("The time of the work was up.");
                }
            } finally {
                fleet.relay.accept();
            }
            assertThat(elsewhere(single, Fleet.ROWS)).containsExactly(Fleet.ROWS);
        }
    }

    @Test
    void tenantsOfAllKindsShareTheCeilingOfTheirServer() throws Exception {
        try (TenantConnections ceiling = TenantConnections.builder(fleet.tenants)
                        .server(fleet.server("main", fleet.main).withMaximumConnections(2))
                        .build();
                var scope = TenantContext.of(Fleet.ROWS).enter();
                Connection held = ceiling.openCurrent()) {
            try (var inner = TenantContext.of(Fleet.SCHEMA).enter()) {
                assertThatExceptionOfType(TenantThrottledException.class)
                        .isThrownBy(ceiling::openCurrent)
                        .satisfies(refusal -> assertThat(refusal.limit()).isEqualTo(Limit.NESTING));
            }
            try (Connection operator = ceiling.openOperator(ServerName.of("main"))) {
                assertThat(Fleet.owners(operator)).containsExactly(Fleet.ROWS, Fleet.OTHER_ROWS);
            }
            assertThat(Fleet.owners(held)).containsExactly(Fleet.ROWS);
        }
    }

    @Test
    void refusesATransactionThatWouldWaitForTheOneAroundIt() throws Exception {
        try (TenantConnections single = connections(1, Plans.of(STANDARD));
                var scope = TenantContext.of(Fleet.ROWS).enter();
                Connection outer = single.openCurrent()) {
            assertThatExceptionOfType(TenantThrottledException.class)
                    .isThrownBy(single::openCurrent)
                    .satisfies(refusal -> assertThat(refusal.limit()).isEqualTo(Limit.NESTING));
            assertThat(Fleet.owners(outer)).containsExactly(Fleet.ROWS);
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void aPlansTimeoutsHoldFromTheFirstStatement(String tenant) throws Exception {
        Plan patient = STANDARD.withStatementTimeout(Duration.ofSeconds(30))
                .withLockTimeout(Duration.ofSeconds(20))
                .withIdleInTransactionTimeout(Duration.ofMinutes(1));
        Plan hasty = Plan.of("hasty").withStatementTimeout(Duration.ofMillis(100));
        try (TenantConnections limited = connections(1, Plans.of(patient, hasty))) {
            Fleet.as(limited, tenant, connection -> {
                assertThat(text(
                                connection,
                                "select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),"
                                        + " current_setting('idle_in_transaction_session_timeout'))"))
                        .isEqualTo("30s 20s 1min");
            });
            Tenant changed =
                    fleet.tenants.require(TenantId.of(tenant)).withAttributes(Map.of(Plans.ATTRIBUTE, "hasty"));
            try (TenantConnections other = TenantConnections.builder(InMemoryTenants.of(changed))
                    .server(fleet.server("main", fleet.main))
                    .server(fleet.server("first", fleet.first))
                    .plans(Plans.of(patient, hasty))
                    .build()) {
                assertThatThrownBy(() ->
                                Fleet.as(other, tenant, connection -> text(connection, "select pg_sleep(60)::text")))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("57014"));
            }
        }
    }

    private TenantConnections connections(int size, Plans plans) {
        return TenantConnections.builder(fleet.tenants)
                .server(fleet.server("main", fleet.main).withMaximumPoolSize(size))
                .server(fleet.server("first", fleet.first).withMaximumPoolSize(size))
                .listener(heard::add)
                .plans(plans)
                .build();
    }

    private static TenantContext inAHurry(String tenant) {
        return TenantContext.of(tenant).withDeadline(Deadline.in(Duration.ofMillis(700)));
    }

    /** Whose rows the tenant sees, on another thread: one that holds a connection already goes first. */
    private static List<String> elsewhere(TenantConnections connections, String tenant) {
        return elsewhere(connections, TenantContext.of(tenant));
    }

    private static List<String> elsewhere(TenantConnections connections, TenantContext context) {
        return CompletableFuture.supplyAsync(() -> {
                    try (var scope = context.enter();
                            Connection connection = connections.openCurrent()) {
                        return Fleet.owners(connection);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }
}
