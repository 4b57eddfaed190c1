package io.tenancy.benchmarks.fair;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What one tenant feels of another that wants twenty times what the server gives, and whether equals get equal shares. */
public final class FairBenchmark {

    private static final Map<String, Integer> DEFAULTS =
            Map.of("rounds", 5, "millis", 2_000, "request", 5, "heavy", 80, "tenants", 10);

    private final Options options;
    private final Stage stage;

    private FairBenchmark(Options options, Stage stage) {
        this.options = options;
        this.stage = stage;
    }

    /** What one tenant felt over all rounds, and how many requests of all were served. */
    private record Felt(List<Double> millis, int served) {

        static Felt none() {
            return new Felt(new ArrayList<>(), 0);
        }

        Felt plus(Felt other) {
            millis.addAll(other.millis);
            return new Felt(millis, served + other.served);
        }

        double p99() {
            double[] sorted =
                    millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[(int) Math.ceil(0.99 * sorted.length) - 1];
        }
    }

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("fair " + options);
        try (Stage stage = Stage.set(options.count("tenants"))) {
            new FairBenchmark(options, stage).run(report);
        }
        report.finish();
    }

    private void run(Report report) throws Exception {
        int heavy = options.count("heavy");
        Felt alone = Felt.none();
        Felt beside = Felt.none();
        Felt queued = Felt.none();
        Felt plain = Felt.none();
        felt(stage.tenancy(), heavy); // opens the connections
        felt(stage.firstCome(), heavy);
        for (int round = 0; round < options.count("rounds"); round++) {
            alone = alone.plus(felt(stage.tenancy(), 0));
            beside = beside.plus(felt(stage.tenancy(), heavy));
            queued = queued.plus(felt(stage.firstCome(), heavy));
            plain = plain.plus(felt(stage.plain(), heavy));
        }
        Table table = Table.of("", "p99 in ms", "requests of the light tenant", "requests in all");
        row(table, "alone", alone);
        row(table, "beside the heavy one, Tenancy", beside);
        row(table, "beside the heavy one, no admission", queued);
        row(table, "beside the heavy one, plain pool", plain);
        report.table("a light tenant, one request at a time", table);
        report.figure("fair.p99.ratio", beside.p99() / alone.p99(), Unit.RATIO);
        report.figure("fair.p99.without_ratio", queued.p99() / alone.p99(), Unit.RATIO);
        report.figure("fair.throughput_ratio", beside.served() / (double) queued.served(), Unit.RATIO);
        report.figure("fair.throughput_plain_ratio", beside.served() / (double) plain.served(), Unit.RATIO);
        report.figure("fair.jain", jain(), Unit.RATIO);
    }

    private static void row(Table table, String name, Felt felt) {
        table.row(
                name,
                Unit.MILLIS.format(felt.p99()),
                String.valueOf(felt.millis().size()),
                String.valueOf(felt.served()));
    }

    private Felt felt(Lending lending, int heavy) throws Exception {
        try (var crowd = new Crowd(lending, options.count("request"))) {
            long end = end(1);
            crowd.add(Stage.HEAVY, heavy, end);
            crowd.add(Stage.LIGHT, 1, end);
            return new Felt(crowd.millis(Stage.LIGHT), crowd.served());
        }
    }

    /** Jain's index of what tenants of equal weight get, the second of which has twice as many threads, and so on. */
    private double jain() throws Exception {
        try (var crowd = new Crowd(stage.tenancy(), options.count("request"))) {
            long end = end(options.count("rounds"));
            List<String> tenants = Stage.crowd(options.count("tenants")).toList();
            for (int i = 0; i < tenants.size(); i++) {
                crowd.add(tenants.get(i), 2 * (i + 1), end);
            }
            var served = new double[tenants.size()];
            for (int i = 0; i < served.length; i++) {
                served[i] = crowd.millis(tenants.get(i)).size();
            }
            double sum = Arrays.stream(served).sum();
            double squares = Arrays.stream(served).map(each -> each * each).sum();
            return sum * sum / (served.length * squares);
        }
    }

    private long end(int rounds) {
        return System.nanoTime()
                + rounds * Duration.ofMillis(options.count("millis")).toNanos();
    }
}
