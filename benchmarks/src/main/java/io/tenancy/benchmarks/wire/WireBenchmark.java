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
            Map.of("rounds", 100, "samples", 20, "rows", 1000, "tenants", 50, "delay", 500);

    private static final int DISCARDED = 4;
    private static final String BASE = "plain";

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
        try (Stage stage = Stage.set(tables, Math.max(2, options.count("tenants")))) {
            var benchmark = new WireBenchmark(options, report, stage);
            benchmark.count();
            benchmark.time(Duration.ofNanos(options.number("delay") * 1000), "");
            benchmark.time(Duration.ZERO, "_nodelay");
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

    private void time(Duration delay, String mark) throws Exception {
        stage.relay().delay(delay);
        Timings find = time(Operation.FIND);
        Timings join = time(Operation.JOIN);
        Table table = Table.of("", "find ms", "against plain", "join ms", "against plain");
        for (Route route : stage.routes()) {
            String name = route.name();
            Ratio finding = find.ratio(name, BASE);
            Ratio joining = join.ratio(name, BASE);
            table.row(
                    name,
                    Unit.MILLIS.format(find.median(name)),
                    finding.toString(),
                    Unit.MILLIS.format(join.median(name)),
                    joining.toString());
            if (!name.equals(BASE)) {
                report.figure("wire." + name + ".ratio" + mark, finding.median(), Unit.RATIO);
                report.figure("wire." + name + ".join_ratio" + mark, joining.median(), Unit.RATIO);
            }
        }
        report.table(
                "latency of a transaction, " + delay.toNanos() / 1000 + " µs added to each round trip"
                        + " (median; ratio: median and quartiles over the rounds)",
                table);
    }

    private Timings time(Operation operation) throws Exception {
        List<RouteContender> contenders = stage.routes().stream()
                .map(route -> contender(route, operation))
                .toList();
        return Alternation.run(Plan.of(options, DISCARDED), contenders);
    }

    private RouteContender contender(Route route, Operation operation) {
        return new RouteContender(route, operation, options.count("rows"));
    }
}
