package io.tenancy.benchmarks.paging;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import io.tenancy.benchmarks.timing.Alternation;
import io.tenancy.benchmarks.timing.Plan;
import io.tenancy.benchmarks.timing.Ratio;
import io.tenancy.benchmarks.timing.Timings;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.paging.Paging;
import java.util.List;
import java.util.Map;

/** What a page far behind the first one costs in each way to read it, and what a total adds to a page. */
public final class PagingBenchmark {

    /** Every {@code share}th row is open; totals are counted up to {@code bound}. */
    private static final Map<String, Integer> DEFAULTS = Map.of(
            "warmup", 80, "rounds", 30, "samples", 10, "rows", 1_000_000, "page", 20, "depth", 40_000, "share", 20,
            "bound", 10_000);

    /** Rounds of the work itself that count for nothing, once the JVM has compiled what does it. */
    private static final int WARM_UP = 1;

    /** The driver prepares at the fifth execution, PostgreSQL looks for a generic plan five later. */
    private static final int DISCARDED = 12;

    private final Plan plan;
    private final Report report;

    private PagingBenchmark(Plan plan, Report report) {
        this.plan = plan;
        this.report = report;
    }

    /** Rows on a page, rows in front of the deep page, rows that a bounded total counts. */
    record Sizes(int page, int depth, int bound) {

        Sizes shallow() {
            return new Sizes(page, page, bound);
        }
    }

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("paging " + options);
        var sizes = new Sizes(options.count("page"), options.count("depth"), options.count("bound"));
        var benchmark = new PagingBenchmark(Plan.of(options, DISCARDED), report);
        try (Stage stage = Stage.set(options.count("rows"), options.count("share"))) {
            HibernateTenancy tenancy = stage.tenancy();
            benchmark.warmUp(new DeepPage(tenancy, sizes.shallow(), Paging.ofThisProcess()));
            benchmark.deepPage(new DeepPage(tenancy, sizes, Paging.ofThisProcess()));
            benchmark.total(new FirstPage(tenancy, sizes, Paging.ofThisProcess()), sizes);
        }
        report.finish();
    }

    /** Near the first page, where a read takes next to nothing: it is the JVM that has to get warm. */
    private void warmUp(DeepPage page) throws Exception {
        var warmUp = new Plan(0, plan.warmUp(), plan.samples(), plan.discarded(), plan.seed());
        Alternation.run(warmUp, List.of(page.keyset(), page.offset(), page.keyedPage()));
    }

    private void deepPage(DeepPage page) throws Exception {
        Reading keyset = page.keyset();
        List<Reading> others = List.of(page.offset(), page.keyedPage());
        others.forEach(other -> requireSame(keyset.read(), other));
        Timings timings = Alternation.run(plan.withWarmUp(WARM_UP), List.of(keyset, others.get(0), others.get(1)));
        Table table = Table.of("", "ms", "against keyset");
        table.row(keyset.name(), Unit.MILLIS.format(timings.median(keyset.name())), "");
        for (Reading other : others) {
            Ratio ratio = timings.ratio(other.name(), keyset.name());
            table.row(other.name(), Unit.MILLIS.format(timings.median(other.name())), ratio.toString());
            report.figure("paging.keyset." + other.name() + "_ratio", ratio.median(), Unit.RATIO);
        }
        report.table("a deep page (median; ratio: median and quartiles over the rounds)", table);
    }

    private void total(FirstPage page, Sizes sizes) throws Exception {
        Reading count = page.count();
        List<Reading> others = List.of(page.total(), page.upTo());
        requireSame(count.read(), others.get(0));
        requireSame(Math.min((Long) count.read(), sizes.bound()), others.get(1));
        Timings timings = Alternation.run(plan.withWarmUp(WARM_UP), List.of(count, others.get(0), others.get(1)));
        Table table = Table.of("", "ms", "against a bare count");
        table.row(count.name(), Unit.MILLIS.format(timings.median(count.name())), "");
        for (Reading other : others) {
            Ratio ratio = timings.ratio(other.name(), count.name());
            table.row(other.name(), Unit.MILLIS.format(timings.median(other.name())), ratio.toString());
            report.figure("paging." + other.name() + ".count_ratio", ratio.median(), Unit.RATIO);
        }
        report.table("the first page with a total", table);
    }

    private static void requireSame(Object expected, Reading reading) {
        Object found = reading.read();
        if (!expected.equals(found)) {
            throw new IllegalStateException(
                    reading.name() + " reads " + found + ". Expected " + expected + ", as the others read.");
        }
    }
}
