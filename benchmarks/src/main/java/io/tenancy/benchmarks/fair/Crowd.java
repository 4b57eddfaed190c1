package io.tenancy.benchmarks.fair;

import io.tenancy.context.TenantContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads of tenants that make one request after the other until the time is over. Each request takes the server a while. */
final class Crowd implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Lending lending;
    private final String request;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Member> members = new ArrayList<>();

    private record Member(String tenant, Future<List<Double>> millis) {}

    /** @param requestMillis how long the server works for each */
    Crowd(Lending lending, int requestMillis) {
        this.lending = lending;
        this.request = "select pg_sleep(" + requestMillis + " / 1000.0)";
    }

    void add(String tenant, int size, long end) {
        for (int i = 0; i < size; i++) {
            members.add(new Member(tenant, threads.submit(() -> work(tenant, end))));
        }
    }

    /** How long each request of the tenant took, waiting included. */
    List<Double> millis(String tenant) throws InterruptedException, ExecutionException {
        var all = new ArrayList<Double>();
        for (Member member : members) {
            if (member.tenant().equals(tenant)) {
                all.addAll(member.millis().get());
            }
        }
        return all;
    }

    int served() throws InterruptedException, ExecutionException {
        int all = 0;
        for (Member member : members) {
            all += member.millis().get().size();
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private List<Double> work(String tenant, long end) throws SQLException {
        var millis = new ArrayList<Double>();
        long begin = System.nanoTime();
        while (begin < end) {
            try (var scope = TenantContext.of(tenant).enter();
                    Connection connection = lending.lend();
                    PreparedStatement statement = connection.prepareStatement(request)) {
                statement.execute();
            }
            long done = System.nanoTime();
            millis.add((done - begin) / NANOS_PER_MILLI);
            begin = done;
        }
        return millis;
    }
}
