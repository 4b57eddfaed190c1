package io.tenancy.benchmarks.fetch;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import io.tenancy.benchmarks.timing.Alternation;
import io.tenancy.benchmarks.timing.Plan;
import io.tenancy.benchmarks.timing.Timings;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.fetch.FetchGuard;
import java.util.List;
import java.util.Map;

/** What a fetch guard that observes adds to each statement. */
public final class GuardBenchmark {

    private static final Map<String, Integer> DEFAULTS =
            Map.of("warmup", 60, "rounds", 60, "samples", 10, "statements", 1_000, "finds", 100);
    private static final int DISCARDED = 10;
    private static final double MICROS_PER_MILLI = 1_000;

    private GuardBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("guard " + options);
        Plan plan = Plan.of(options, DISCARDED);
        int statements = options.count("statements");
        int finds = options.count("finds");
        try (Stage stage = Stage.set()) {
            HibernateTenancy off = stage.tenancy(FetchGuard.off());
            HibernateTenancy observing = stage.tenancy(FetchGuard.observe());
            Timings told = Alternation.run(
                    plan, List.of(new Telling("off", off, statements), new Telling("observe", observing, statements)));
            Timings found = Alternation.run(
                    plan, List.of(new Finding("off", off, finds), new Finding("observe", observing, finds)));
            Table table = Table.of("", "µs for the telling", "µs for a find");
            for (String name : List.of("off", "observe")) {
                table.row(
                        name,
                        Unit.MICROS.format(micros(told, name, statements)),
                        Unit.MICROS.format(micros(found, name, finds)));
            }
            report.table("one statement (median)", table);
            report.figure(
                    "guard.us_per_statement",
                    micros(told, "observe", statements) - micros(told, "off", statements),
                    Unit.MICROS);
            report.figure("guard.find_ratio", found.ratio("observe", "off").median(), Unit.RATIO);
        }
        report.finish();
    }

    private static double micros(Timings timings, String name, int statements) {
        return timings.median(name) * MICROS_PER_MILLI / statements;
    }
}
