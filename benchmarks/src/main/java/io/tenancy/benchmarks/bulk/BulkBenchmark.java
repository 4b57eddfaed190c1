package io.tenancy.benchmarks.bulk;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import io.tenancy.benchmarks.timing.Alternation;
import io.tenancy.benchmarks.timing.Plan;
import io.tenancy.benchmarks.timing.Ratio;
import io.tenancy.benchmarks.timing.Timings;
import io.tenancy.hibernate.HibernateTenancy;
import java.util.List;
import java.util.Map;

/** What many rows cost through the library, against COPY by hand and against persist. */
public final class BulkBenchmark {

    private static final Map<String, Integer> DEFAULTS = Map.of("warmup", 3, "rounds", 8, "rows", 100_000);

    private BulkBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("bulk " + options);
        // The table is empty once for each block.
        var plan = new Plan(options.count("warmup"), options.count("rounds"), 1, 0, options.number("seed"));
        int rows = options.count("rows");
        try (Stage stage = Stage.set()) {
            HibernateTenancy tenancy = stage.tenancy();
            Timings timings = Alternation.run(
                    plan,
                    List.of(
                            Loading.copy(Stage.ROWS, rows, stage),
                            Loading.copy(Stage.SCHEMA, rows, stage),
                            Loading.bulk(Stage.ROWS, rows, stage, tenancy),
                            Loading.bulk(Stage.SCHEMA, rows, stage, tenancy),
                            Loading.persist(rows, stage, tenancy)));
            print(report, timings, rows);
        }
        report.finish();
    }

    private static void print(Report report, Timings timings, int rows) {
        Ratio shared = timings.ratio("bulk.rows", "copy.rows");
        Ratio own = timings.ratio("bulk.schema", "copy.schema");
        Ratio speedup = timings.ratio("persist", "bulk.rows");
        Table table = Table.of("", "ms", "");
        table.row("COPY by hand into shared rows", millis(timings, "copy.rows"), "");
        table.row("bulk into shared rows", millis(timings, "bulk.rows"), shared + " of COPY");
        table.row("persist into shared rows", millis(timings, "persist"), speedup + " of bulk");
        table.row("COPY by hand into an own schema", millis(timings, "copy.schema"), "");
        table.row("bulk into an own schema", millis(timings, "bulk.schema"), own + " of COPY");
        report.table(rows + " rows (median; ratio: median and quartiles over the rounds)", table);
        report.figure("bulk.rows.copy_ratio", shared.median(), Unit.RATIO);
        report.figure("bulk.schema.copy_ratio", own.median(), Unit.RATIO);
        report.figure("bulk.persist.speedup", speedup.median(), Unit.RATIO);
    }

    private static String millis(Timings timings, String contender) {
        return Unit.MILLIS.format(timings.median(contender));
    }
}
