package io.tenancy.benchmarks.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The bare statements: for each schema one script and one transaction, nothing written down. */
record FloorRoad(Ground ground, int connections, String script) implements Road {

    static FloorRoad of(Ground ground, int connections) throws IOException {
        var all = new StringBuilder();
        for (String name : names()) {
            try (InputStream stream = FloorRoad.class.getResourceAsStream("/migrate/" + name)) {
                all.append(new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return new FloorRoad(ground, connections, all.toString());
    }

    private static List<String> names() {
        return Stream.of(
                        "publisher",
                        "author",
                        "book",
                        "customer",
                        "purchase",
                        "review",
                        "book_in_stock",
                        "tag",
                        "best_sellers",
                        "purchase_state")
                .collect(
                        ArrayList::new,
                        (list, name) -> list.add("V" + (list.size() + 1) + "__" + name + ".sql"),
                        List::addAll);
    }

    @Override
    public String name() {
        return "floor" + connections;
    }

    @Override
    public void migrate(List<String> schemas) throws Exception {
        var next = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Boolean>> work = IntStream.range(0, connections)
                    .<Callable<Boolean>>mapToObj(any -> () -> {
                        run(schemas, next);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> each : threads.invokeAll(work)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private void run(List<String> schemas, AtomicInteger next) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        ground.url(), ground.owner().user(), ground.owner().password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int i = next.getAndIncrement();
            while (i < schemas.size()) {
                statement.execute("set search_path = " + schemas.get(i) + ";" + script);
                connection.commit();
                i = next.getAndIncrement();
            }
        }
    }
}
