package io.tenancy.postgres.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Tenant;
import io.tenancy.postgres.TenantConnections;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many tenants take turns on few connections, and whatever can happen to a transaction happens to theirs. The seed is
 * printed; {@code -Dfire.seed} and {@code -Dfire.transactions} do it again.
 */
class StateUnderFireTests {

    private static final long SEED = Long.getLong("fire.seed", new Random().nextLong());
    private static final double LEAST_CHANGING = 0.9;

    private static Crowd crowd;

    @BeforeAll
    static void gather() throws SQLException {
        crowd = new Crowd();
    }

    @AfterAll
    static void disperse() throws SQLException {
        crowd.close();
    }

    @BeforeEach
    void forgetWhatWasWritten() throws SQLException {
        crowd.clear();
    }

    @Test
    void noTenantMeetsAnother() throws Exception {
        survives(Long.getLong("fire.transactions", 5_000));
    }

    @Test
    @Tag("stress")
    void noTenantMeetsAnotherForLong() throws Exception {
        survives(Long.getLong("fire.transactions", 100_000));
    }

    /** What a pool does whose tenants are set on the session, and of which one borrower in five is forgotten. */
    @Test
    void aPoolThatNowAndThenForgetsToBindIsFound() throws Exception {
        List<Tenant> sharing = crowd.tenants().subList(0, 150);
        Plan plan = Plan.of(SEED, sharing.size());
        try (var careless = new CarelessPool(crowd.main, SEED)) {
            var fire = new Fire(sharing, crowd.undertaker(), careless, plan);
            fire.burn(1_000);
            assertThat(careless.forgotten()).isPositive();
            assertThat(fire.failures()).anySatisfy(failure -> assertThat(failure)
                    .hasMessageMatching(
                            "(?s)transaction \\d+ of (rows-\\d+),.*\"(?!\\1 )rows-\\d+ 0 by rows-\\d+\".*"));
        }
        assertThatThrownBy(() -> new Audit(crowd, plan, 1_000).requireExactlyWhatWasPlanned())
                .hasMessageContaining("foreign rows");
    }

    @Test
    void aRunWhoseConnectionsKeepTheirTenantsIsVoid() throws Exception {
        List<Tenant> two = crowd.tenants().subList(198, 200);
        try (TenantConnections connections = crowd.connections()) {
            var fire = new Fire(two, crowd.undertaker(), connections.dataSource(), Plan.of(SEED, 2));
            fire.burn(500);
            assertThat(fire.failures()).as("-Dfire.seed=%d", SEED).isEmpty();
            assertThatThrownBy(() -> requireChanging(fire)).hasMessageContaining("Void");
        }
    }

    private void survives(long transactions) throws Exception {
        Plan plan = Plan.of(SEED, crowd.tenants().size());
        try (TenantConnections connections = crowd.connections()) {
            var fire = new Fire(crowd.tenants(), crowd.undertaker(), connections.dataSource(), plan);
            long start = System.nanoTime();
            fire.burn(transactions);
            System.out.printf(
                    "State under fire: %d transactions in %d s, %.1f %% on a connection that last served another tenant,"
                            + " %d backends, -Dfire.seed=%d%n",
                    transactions,
                    (System.nanoTime() - start) / 1_000_000_000,
                    100 * fire.changing(),
                    fire.backends(),
                    SEED);
            assertThat(crowd.undertaker().idleInTransaction())
                    .as("idle in transaction")
                    .isZero();
            judge(fire);
        }
        new Audit(crowd, plan, transactions).requireExactlyWhatWasPlanned();
    }

    private static void judge(Fire fire) {
        assertThat(fire.failures()).as("-Dfire.seed=%d", SEED).isEmpty();
        assertThat(fire.deeds())
                .allSatisfy(
                        (deed, times) -> assertThat(times.sum()).as("%s", deed).isPositive());
        requireChanging(fire);
    }

    private static void requireChanging(Fire fire) {
        assertThat(fire.changing())
                .as("Void: too few turns on a connection that last served another tenant")
                .isGreaterThan(LEAST_CHANGING);
    }
}
