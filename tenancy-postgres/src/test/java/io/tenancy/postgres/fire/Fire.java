package io.tenancy.postgres.fire;

import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Turns of many tenants on few connections, from many threads at once. */
final class Fire {

    private static final int THREADS = 32;

    private final List<Tenant> tenants;
    private final Undertaker undertaker;
    private final DataSource connections;
    private final Plan plan;
    private final AtomicLong next = new AtomicLong();
    private final Map<Integer, Integer> lastTenants = new ConcurrentHashMap<>();
    private final LongAdder turns = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private final Map<Deed, LongAdder> deeds = new EnumMap<>(Deed.class);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Fire(List<Tenant> tenants, Undertaker undertaker, DataSource connections, Plan plan) {
        this.tenants = tenants;
        this.undertaker = undertaker;
        this.connections = connections;
        this.plan = plan;
        for (Deed deed : Deed.values()) {
            deeds.put(deed, new LongAdder());
        }
    }

    void burn(long transactions) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Void> one = () -> {
                for (long n = next.incrementAndGet(); n <= transactions; n = next.incrementAndGet()) {
                    transaction(n);
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> one).toList())) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void transaction(long number) {
        int tenant = plan.tenantOf(number);
        String id = tenants.get(tenant).id().value();
        Deed deed = plan.deedOf(number);
        try (var scope = TenantContext.of(id).enter();
                Connection connection = connections.getConnection()) {
            var turn = new Turn(connection, id, number, undertaker);
            count(lastTenants.put(turn.backend(), tenant), tenant);
            deed.on(turn);
            deeds.get(deed).increment();
        } catch (SQLException | RuntimeException | AssertionError e) {
            failures.add(new AssertionError("transaction " + number + " of " + id + ", " + deed + ": " + e, e));
        }
    }

    /** A connection serves one turn at a time, hence its turns are counted in their order. */
    private void count(Integer last, int tenant) {
        turns.increment();
        if (last != null && last != tenant) {
            changes.increment();
        }
    }

    Queue<Throwable> failures() {
        return failures;
    }

    /** The part of the turns on a connection that had last served another tenant. */
    double changing() {
        return changes.doubleValue() / turns.doubleValue();
    }

    int backends() {
        return lastTenants.size();
    }

    Map<Deed, LongAdder> deeds() {
        return deeds;
    }
}
