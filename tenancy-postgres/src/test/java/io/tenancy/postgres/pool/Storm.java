package io.tenancy.postgres.pool;

import io.tenancy.ServerName;
import io.tenancy.context.TenantContext;
import io.tenancy.postgres.TenantConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Transactions of tenants, a few of them asked for again and again and most hardly ever, and now and then an operator's. */
final class Storm {

    private final TenantConnections connections;
    private final double[] upTo;
    private final long seed;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Storm(TenantConnections connections, int tenants, long seed) {
        this.connections = connections;
        this.seed = seed;
        this.upTo = new double[tenants];
        double sum = 0;
        for (int i = 0; i < tenants; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
    }

    static String tenant(int rank) {
        return "t" + rank;
    }

    void rage(int threads, int transactions) throws InterruptedException {
        int last = next.get() + transactions;
        var all = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            var thread = new Thread(() -> work(last), "rage-" + i);
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    int done() {
        return done.get();
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    private void work(int last) {
        for (int number = next(last); number < last; number = next(last)) {
            try {
                transaction(new Random(seed + number));
                done.incrementAndGet();
            } catch (SQLException | RuntimeException | AssertionError e) {
                failures.add(e);
            }
        }
    }

    private int next(int last) {
        return next.getAndUpdate(number -> Math.min(last, number + 1));
    }

    private void transaction(Random random) throws SQLException {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        int rank = Math.min(upTo.length - 1, found < 0 ? -found - 1 : found);
        if (random.nextInt(50) == 0) {
            ServerName server =
                    ServerName.of("storm-" + rank % connections.servers().size());
            try (Connection operator = connections.openOperator(server)) {
                run(operator, "", random);
            }
            return;
        }
        try (var scope = TenantContext.of(tenant(rank)).enter();
                Connection connection = connections.openCurrent()) {
            run(connection, tenant(rank), random);
        }
    }

    private static void run(Connection connection, String tenant, Random random) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement query = connection.prepareStatement(
                "select coalesce(current_setting('tenancy.tenant_id', true), ''), pg_sleep(?)")) {
            query.setDouble(1, random.nextInt(4) / 1000.0);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (!row.getString(1).equals(tenant)) {
                    throw new AssertionError("Tenant '" + tenant + "' met '" + row.getString(1) + "'.");
                }
            }
        }
        if (random.nextInt(10) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }
}
