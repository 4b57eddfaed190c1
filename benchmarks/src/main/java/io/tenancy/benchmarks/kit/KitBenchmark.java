package io.tenancy.benchmarks.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import io.tenancy.benchmarks.timing.Timings;
import java.util.List;
import java.util.Map;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What each isolation of a test adds to it, by the clock of JUnit. */
public final class KitBenchmark {

    private static final Map<String, Integer> DEFAULTS =
            Map.of("warmup", 40, "rounds", 40, "samples", 10, "clonewarmup", 4, "clonerounds", 12, "clonesamples", 5);
    private static final int DISCARDED = 2;

    private KitBenchmark() {}

    public static void main(String[] arguments) {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("kit " + options);
        Timings shared = time(SharedTrial.class, options, "");
        Timings cloned = time(CloneTrial.class, options, "clone");
        Table table = Table.of("", "ms for a test", "more than bare");
        table.row(Trial.BARE, Unit.MILLIS.format(shared.median(Trial.BARE)), "");
        for (String isolation : List.of("rollback", "sandbox", "clean")) {
            tell(report, table, shared, isolation);
        }
        tell(report, table, cloned, "clone");
        report.table("one test (median)", table);
        report.finish();
    }

    private static void tell(Report report, Table table, Timings timings, String isolation) {
        double more = timings.median(isolation) - timings.median(Trial.BARE);
        table.row(isolation, Unit.MILLIS.format(timings.median(isolation)), Unit.MILLIS.format(more));
        report.figure("kit." + isolation + ".ms", more, Unit.MILLIS);
    }

    private static Timings time(Class<? extends Trial> trial, Options options, String prefix) {
        int warmUp = options.count(prefix + "warmup");
        var timings = new Timings();
        var stopwatch = new Stopwatch(timings, warmUp, DISCARDED);
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(trial))
                .configurationParameter(Turns.ROUNDS, String.valueOf(warmUp + options.count(prefix + "rounds")))
                .configurationParameter(Turns.SAMPLES, String.valueOf(DISCARDED + options.count(prefix + "samples")))
                .configurationParameter(
                        "junit.jupiter.execution.order.random.seed", String.valueOf(options.number("seed")))
                .build();
        LauncherFactory.create().execute(request, stopwatch);
        stopwatch.requireSuccess();
        return timings;
    }
}
