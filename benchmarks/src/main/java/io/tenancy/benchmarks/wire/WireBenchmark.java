package io.tenancy.benchmarks.wire;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import io.tenancy.benchmarks.timing.Alternation;
import io.tenancy.benchmarks.timing.Plan;
import io.tenancy.benchmarks.timing.Ratio;
import io.tenancy.benchmarks.timing.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one transaction costs: round trips, and latency against Hibernate without tenancy. Tenants follow each other on
 * the connections of a pool, so that each transaction is bound anew.
 */
public final class WireBenchmark {

    /** {@code rows} of each table and tenant; {@code tenants} that share rows; {@code delay} in µs per round trip. */
    private static final Map<String, Integer> DEFAULTS =
            Map.of("warmup", 200, "rounds", 100, "samples", 20, "rows", 1000, "tenants", 50, "delay", 500);

    private static final int DISCARDED = 4;
    private static final String BASE = "plain";

    /** What is on top of this is ours; what is below is Hibernate's own filter. */
    private static final String FILTERED = "tenantid";

    private final Options options;
    private final Report report;
    private final Stage stage;

    private WireBenchmark(Options options, Report report, Stage stage) {
        this.options = options;
        this.report = report;
        this.stage = stage;
    }

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("wire " + options);
        var tables = new Tables(options.count("rows"));
        Plan plan = Plan.of(options, DISCARDED);
        try (Stage stage = Stage.set(tables, Math.max(2, options.count("tenants")))) {
            var benchmark = new WireBenchmark(options, report, stage);
            benchmark.count();
            // First without delay, since the warm-up is done then.
            benchmark.time(Duration.ZERO, "_nodelay", plan);
            benchmark.time(Duration.ofNanos(options.number("delay") * 1000), "", plan.withWarmUp(1));
        }
        report.finish();
    }

    private void count() throws Exception {
        var counter = new RoundTrips(stage.relay());
        Table table = Table.of("", "find", "join");
        for (Route route : stage.routes()) {
            double find = counter.perTransaction(contender(route, Operation.FIND));
            double join = counter.perTransaction(contender(route, Operation.JOIN));
            table.row(route.name(), Unit.TRIPS.format(find), Unit.TRIPS.format(join));
            report.figure("wire." + route.name() + ".trips", find, Unit.TRIPS);
            report.figure("wire." + route.name() + ".join_trips", join, Unit.TRIPS);
        }
        report.table("round trips of a transaction", table);
    }

    private void time(Duration delay, String mark, Plan plan) throws Exception {
        stage.relay().delay(delay);
        for (Operation operation : Operation.values()) {
            List<RouteContender> contenders = stage.routes().stream()
                    .map(route -> contender(route, operation))
                    .toList();
            Timings timings = Alternation.run(plan, contenders);
            report.table(
                    operation.label() + ", " + delay.toNanos() / 1000 + " µs added to each round trip"
                            + " (medians; ratios with the quartiles of the rounds)",
                    compare(timings, operation, mark));
        }
    }

    private Table compare(Timings timings, Operation operation, String mark) {
        Table table = Table.of("", "ms", "against plain", "against tenantid");
        for (Route route : stage.routes()) {
            String name = route.name();
            Ratio toPlain = timings.ratio(name, BASE);
            Ratio toFiltered = timings.ratio(name, FILTERED);
            boolean ours = route.kind() == Route.Kind.TENANCY;
            table.row(
                    name,
                    Unit.MILLIS.format(timings.median(name)),
                    toPlain.toString(),
                    ours ? toFiltered.toString() : "");
            if (!name.equals(BASE)) {
                report.figure("wire." + name + "." + operation.figure() + mark, toPlain.median(), Unit.RATIO);
            }
            if (ours) {
                report.figure("wire." + name + ".own_" + operation.figure() + mark, toFiltered.median(), Unit.RATIO);
            }
        }
        return table;
    }

    private RouteContender contender(Route route, Operation operation) {
        return new RouteContender(route, operation, options.count("rows"));
    }
}
