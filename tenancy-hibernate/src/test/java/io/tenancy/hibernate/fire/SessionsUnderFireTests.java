package io.tenancy.hibernate.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.hibernate.cfg.BatchSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The state under fire once more, through Hibernate's sessions: 100 tenants of the shared rows on four connections, two
 * own schemas and two own databases. {@code -Dfire.seed} and {@code -Dfire.transactions} do a run again.
 */
class SessionsUnderFireTests {

    private static final long SEED = Long.getLong("fire.seed", new Random().nextLong());
    private static final int SHARING = 100;
    private static final int THREADS = 16;
    private static final double LEAST_CHANGING = 0.9;

    private final List<String> tenants = new ArrayList<>();
    private final Map<Integer, String> lastTenants = new ConcurrentHashMap<>();
    private final LongAdder meetings = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private Housing housing;

    @BeforeEach
    void house() {
        housing = Housing.of(
                Entry.TABLE, builder -> builder.setting(BatchSettings.STATEMENT_BATCH_SIZE, 10), Entry.class);
        for (int i = 0; i < SHARING; i++) {
            housing.tenants.register(Tenant.active("sharing-" + i, Placement.sharedRows("main")));
            tenants.add("sharing-" + i);
        }
        tenants.addAll(List.of(Housing.SCHEMA, Housing.OTHER_SCHEMA, Housing.DATABASE, Housing.OTHER_DATABASE));
        for (String tenant : tenants) {
            housing.as(tenant, session -> session.persist(new Entry(0, tenant)));
        }
    }

    @AfterEach
    void clear() {
        housing.close();
    }

    @Test
    void noSessionMeetsAnotherTenant() throws Exception {
        survive(Long.getLong("fire.transactions", 2_000));
    }

    @Test
    @Tag("stress")
    void noSessionMeetsAnotherTenantForLong() throws Exception {
        survive(Long.getLong("fire.transactions", 50_000));
    }

    private void survive(long transactions) throws Exception {
        burn(transactions);
        double changing = changes.doubleValue() / meetings.doubleValue();
        System.out.printf(
                "Sessions under fire: %d transactions, %.1f %% on a connection that last served another tenant,"
                        + " -Dfire.seed=%d%n",
                transactions, 100 * changing, SEED);
        assertThat(failures).as("-Dfire.seed=%d", SEED).isEmpty();
        assertThat(changing)
                .as("Void: too few turns on a connection that last served another tenant")
                .isGreaterThan(LEAST_CHANGING);
        assertThat(entriesThatStayed(transactions))
                .isEqualTo(IntStream.rangeClosed(1, (int) transactions)
                        .mapToObj(n -> deedOf(n).kept)
                        .toList());
    }

    private void burn(long transactions) throws Exception {
        var next = new AtomicLong();
        Callable<Void> one = () -> {
            for (long n = next.incrementAndGet(); n <= transactions; n = next.incrementAndGet()) {
                turn(n);
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> done : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> one).toList())) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void turn(long number) {
        String tenant = tenantOf(number);
        Deed deed = deedOf(number);
        var turn = new Turn(housing.tenancy.sessionFactory(), tenant, number, backend -> {
            meetings.increment();
            String last = lastTenants.put(backend, tenant);
            if (last != null && !last.equals(tenant)) {
                changes.increment();
            }
        });
        try (var scope = TenantContext.of(tenant).enter()) {
            deed.on(turn);
        } catch (RuntimeException | AssertionError e) {
            failures.add(new AssertionError("transaction " + number + " of " + tenant + ", " + deed + ": " + e, e));
        }
    }

    private String tenantOf(long number) {
        return tenants.get(new SplittableRandom(SEED + number).nextInt(tenants.size()));
    }

    /** In turn, so that each is done; a new connection has served nobody, hence few are broken. */
    private static Deed deedOf(long number) {
        Deed deed = Deed.values()[(int) (number % Deed.values().length)];
        return deed == Deed.BROKEN_CONNECTION && number % 5 != 0 ? Deed.COMMIT : deed;
    }

    /** How many of each turn there are, in all tables; an entry at a place or of a writer that it is not of fails. */
    private List<Integer> entriesThatStayed(long transactions) throws SQLException {
        var kept = new ArrayList<>(
                IntStream.rangeClosed(1, (int) transactions).mapToObj(n -> 0).toList());
        for (String place :
                List.of("sharing-0", Housing.SCHEMA, Housing.OTHER_SCHEMA, Housing.DATABASE, Housing.OTHER_DATABASE)) {
            try (var witness = housing.witness(place);
                    var query = witness.prepareStatement("select id, tenant_id, writer from entry where id > 0");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    int number = (int) Turn.numberOf(rows.getLong(1));
                    String owner = tenantOf(number);
                    assertThat(List.of(rows.getString(2), rows.getString(3))).containsOnly(owner);
                    assertThat(owner).startsWith(place.startsWith("sharing") ? "sharing" : place);
                    kept.set(number - 1, kept.get(number - 1) + 1);
                }
            }
        }
        return kept;
    }
}
