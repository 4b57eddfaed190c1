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
            // First without delay, since the warm-up is done then.
            time(report, stage, Duration.ZERO, "_nodelay", plan);
            time(report, stage, Duration.ofNanos(options.number("delay") * 1000), "", plan.withWarmUp(1));
        }
        report.finish();
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
