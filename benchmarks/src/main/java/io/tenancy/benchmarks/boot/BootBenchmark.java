package io.tenancy.benchmarks.boot;

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

/** What the starter adds to a request: the same application with it and without. */
public final class BootBenchmark {

    /** {@code rows} of each tenant; {@code delay} in µs per round trip. */
    private static final Map<String, Integer> DEFAULTS =
            Map.of("warmup", 150, "rounds", 100, "samples", 20, "rows", 1000, "tenants", 20, "delay", 500);

    private static final int DISCARDED = 4;
    private static final int COUNTED = 20;

    private BootBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
        // The client's threads outlive it.
        System.exit(0);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("boot " + options);
        Plan plan = Plan.of(options, DISCARDED);
        try (var stage = new Stage(options.count("tenants"), Math.max(40, options.count("rows")))) {
            count(report, stage);
            // First without delay, since the warm-up is done then.
            time(report, stage, Duration.ZERO, "_nodelay", plan);
            time(report, stage, Duration.ofNanos(options.number("delay") * 1000), "", plan.withWarmUp(1));
        }
        report.finish();
    }

    /** Between the application and PostgreSQL, for one request. */
    private static void count(Report report, Stage stage) throws Exception {
        Table table = Table.of("", "one row", "twenty rows");
        for (boolean walled : List.of(false, true)) {
            double one = trips(stage, new Requests(stage, walled, false));
            double twenty = trips(stage, new Requests(stage, walled, true));
            table.row(walled ? Requests.WALLED : Requests.PLAIN, Unit.TRIPS.format(one), Unit.TRIPS.format(twenty));
            String name = walled ? "boot.trips" : "boot.without.trips";
            report.figure(name, one, Unit.TRIPS);
            report.figure(name.replace("trips", "list_trips"), twenty, Unit.TRIPS);
        }
        report.table("round trips of a request", table);
    }

    private static double trips(Stage stage, Requests requests) throws Exception {
        try (var block = requests.open(0)) {
            // The first ones open connections and examine the walls.
            for (int i = 0; i < COUNTED; i++) {
                block.once();
            }
            long before = stage.relay().roundTrips();
            for (int i = 0; i < COUNTED; i++) {
                block.once();
            }
            return (stage.relay().roundTrips() - before) / (double) COUNTED;
        }
    }

    private static void time(Report report, Stage stage, Duration delay, String mark, Plan plan) throws Exception {
        stage.relay().delay(delay);
        for (boolean list : List.of(false, true)) {
            Timings timings =
                    Alternation.run(plan, List.of(new Requests(stage, false, list), new Requests(stage, true, list)));
            Ratio ratio = timings.ratio(Requests.WALLED, Requests.PLAIN);
            report.table(
                    (list ? "a request for twenty rows, " : "a request for one row, ") + delay.toNanos() / 1000
                            + " µs added to each round trip (medians; ratio with the quartiles of the rounds)",
                    Table.of("", "ms", "against without")
                            .row(Requests.PLAIN, Unit.MILLIS.format(timings.median(Requests.PLAIN)), "")
                            .row(
                                    Requests.WALLED,
                                    Unit.MILLIS.format(timings.median(Requests.WALLED)),
                                    ratio.toString()));
            report.figure("boot." + (list ? "list_" : "") + "ratio" + mark, ratio.median(), Unit.RATIO);
        }
    }
}
