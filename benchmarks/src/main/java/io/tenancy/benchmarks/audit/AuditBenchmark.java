package io.tenancy.benchmarks.audit;

import static io.tenancy.benchmarks.audit.Keeper.CORE;
import static io.tenancy.benchmarks.audit.Keeper.ENVERS;
import static io.tenancy.benchmarks.audit.Keeper.PLAIN;
import static io.tenancy.benchmarks.audit.Keeper.RECORDED;
import static io.tenancy.benchmarks.audit.Keeper.TENANCY;
import static io.tenancy.benchmarks.audit.Keeper.TRIGGER;

import io.tenancy.audit.seal.Sealer;
import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import io.tenancy.benchmarks.timing.Alternation;
import io.tenancy.benchmarks.timing.Contender;
import io.tenancy.benchmarks.timing.Plan;
import io.tenancy.benchmarks.timing.Ratio;
import io.tenancy.benchmarks.timing.Timings;
import io.tenancy.hibernate.HibernateTenancy;
import java.util.List;
import java.util.Map;

/** What it costs to keep a trail: by this library, Envers, Hibernate's own audit and a trigger, each over the same without. */
public final class AuditBenchmark {

    /** {@code rows} of a transaction, {@code bulk} of a statement; {@code events} of the long log, a hundred times those of the short one. */
    private static final Map<String, Integer> DEFAULTS =
            Map.of("warmup", 40, "rounds", 60, "samples", 8, "rows", 100, "bulk", 10_000, "events", 1_000_000);

    private static final int DISCARDED = 2;
    private static final int LONGER = 100;
    private static final int BULKY = 3;
    private static final double MICROS_PER_MILLI = 1_000;

    private final Options options;
    private final Report report;
    private final Stage stage;
    private final List<Keeper> keepers;
    private final int rows;

    private AuditBenchmark(Options options, Report report, Stage stage) {
        this.options = options;
        this.report = report;
        this.stage = stage;
        this.keepers = stage.keepers();
        this.rows = options.count("rows");
    }

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("audit " + options);
        try (Stage stage = Stage.set()) {
            var benchmark = new AuditBenchmark(options, report, stage);
            benchmark.count();
            benchmark.write("insert");
            benchmark.write("update");
            benchmark.state();
            benchmark.seal();
            benchmark.read();
        }
        report.finish();
    }

    /** Statements that a transaction has more than the same without a trail. */
    private void count() throws Exception {
        Keeper bare = stage.unrecorded(stage.relayed());
        Keeper recorded = stage.recorded(stage.relayed());
        for (int each : new int[] {1, rows, 5 * rows}) {
            report.figure(
                    "audit.statements." + each + "_rows",
                    statements(recorded, each) - statements(bare, each),
                    Unit.STATEMENTS);
        }
    }

    private double statements(Keeper keeper, int each) throws Exception {
        try (var block = Writing.insert(keeper, stage, each).open(0)) {
            block.once();
            stage.relay().reset();
            block.once();
            return stage.relay().statements();
        }
    }

    private void write(String operation) throws Exception {
        boolean updates = operation.equals("update");
        Timings timings = Alternation.run(
                Plan.of(options, DISCARDED),
                keepers.stream()
                        .map(keeper -> new Writing(keeper, stage, rows, updates))
                        .toList());
        Table table = Table.of("", "µs for a row", "over the same without");
        for (Keeper keeper : keepers) {
            table.row(
                    keeper.name(),
                    Unit.MICROS.format(micros(timings.median(keeper.name()))),
                    keeper.keepsATrail() ? Unit.MICROS.format(added(timings, keeper)) : "");
        }
        report.table(operation + ", " + rows + " rows in a transaction (median)", table);
        Keeper ours = keeper(RECORDED);
        report.figure("audit." + operation + ".us_per_row", added(timings, ours), Unit.MICROS);
        for (String other : List.of(ENVERS, CORE)) {
            report.figure(
                    "audit." + operation + "." + other + "_ratio",
                    added(timings, ours) / added(timings, keeper(other)),
                    Unit.RATIO);
        }
    }

    private Keeper keeper(String name) {
        return keepers.stream()
                .filter(keeper -> keeper.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private double added(Timings timings, Keeper keeper) {
        return micros(timings.added(keeper.name(), keeper.base()));
    }

    private double micros(double millisOfTransaction) {
        return millisOfTransaction * MICROS_PER_MILLI / rows;
    }

    private void state() throws Exception {
        int many = options.count("bulk");
        Keeper ours = keeper(RECORDED);
        var plan = new Plan(
                Math.max(1, options.count("warmup") / BULKY),
                Math.max(1, options.count("rounds") / BULKY),
                2,
                1,
                options.number("seed"));
        Timings timings = Alternation.run(
                plan,
                List.of(
                        Stating.bare(keeper(PLAIN), stage, many),
                        Stating.bare(keeper(TRIGGER), stage, many),
                        Stating.bare(keeper(TENANCY), stage, many),
                        Stating.rowByRow(ours, stage, many),
                        Stating.summary(ours, stage, many)));
        Table table = Table.of("", "ms");
        for (String name : List.of(PLAIN, TRIGGER, TENANCY, "row by row", "summary")) {
            table.row(name, Unit.MILLIS.format(timings.median(name)));
        }
        report.table("one statement for " + many + " rows (median)", table);
        double added = timings.added("row by row", TENANCY);
        report.figure("audit.bulk.us_per_row", added * MICROS_PER_MILLI / many, Unit.MICROS);
        report.figure("audit.bulk.trigger_ratio", added / timings.added(TRIGGER, PLAIN), Unit.RATIO);
        report.figure(
                "audit.bulk.summary_ratio", timings.ratio("summary", TENANCY).median(), Unit.RATIO);
    }

    private void seal() throws Exception {
        Writing writing = Writing.insert(keeper(RECORDED), stage, rows);
        var sealed = new Sealed(writing, Sealer.of(stage.log()));
        // Long enough that a sealer has its turns within each.
        var plan = new Plan(
                2,
                Math.max(1, options.count("rounds") / 3),
                10 * options.count("samples"),
                DISCARDED,
                options.number("seed"));
        Timings timings = Alternation.run(plan, List.<Contender>of(writing, sealed));
        // Of throughput, so the other way round.
        Ratio ratio = timings.ratio(RECORDED, "sealed");
        report.table(
                "writes while a sealer runs, against writes alone",
                Table.of("throughput").row(ratio.toString()));
        report.figure("audit.seal.ratio", ratio.median(), Unit.RATIO);
    }

    private void read() throws Exception {
        HibernateTenancy tenancy = stage.readers();
        int events = options.count("events");
        Reading.fill(stage, "long", events);
        Reading.fill(stage, "short", events / LONGER);
        Timings timings = Alternation.run(
                Plan.of(options, DISCARDED),
                Stage.READERS.stream()
                        .map(reader -> new Reading(reader, tenancy))
                        .toList());
        Table table = Table.of("", "ms for a page");
        Stage.READERS.forEach(reader -> table.row(reader, Unit.MILLIS.format(timings.median(reader))));
        report.table("history of a row, " + events + " events and " + events / LONGER, table);
        report.figure("audit.history.ms", timings.median("long"), Unit.MILLIS);
        report.figure("audit.history.ratio", timings.ratio("long", "short").median(), Unit.RATIO);
    }
}
