package io.tenancy.benchmarks.migrate;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import io.tenancy.benchmarks.timing.Ratio;
import io.tenancy.benchmarks.timing.Timings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What it costs to migrate a fleet of schemas with ten scripts: fresh ones, and ones with nothing to do. */
public final class MigrateBenchmark {

    /** {@code schemas} migrated in each of {@code rounds}; {@code noop} and {@code fleet} with nothing to do. */
    private static final Map<String, Integer> DEFAULTS =
            Map.of("schemas", 60, "rounds", 5, "warmup", 1, "noop", 1000, "fleet", 10_000, "connections", 2);

    private static final String LOOP = "loop";

    private final Options options;
    private final Report report;
    private final Ground ground;
    private final int connections;

    private MigrateBenchmark(Options options, Report report, Ground ground) {
        this.options = options;
        this.report = report;
        this.ground = ground;
        this.connections = options.count("connections");
    }

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("migrate " + options);
        try (Ground ground = new Ground()) {
            var benchmark = new MigrateBenchmark(options, report, ground);
            benchmark.fresh();
            benchmark.nothingToDo();
        }
        report.finish();
    }

    /** Each round gives every road as many empty schemas. */
    private void fresh() throws Exception {
        List<Road> roads =
                new ArrayList<>(List.of(new FlywayLoop(ground), new FleetRoad(ground, 1), FloorRoad.of(ground, 1)));
        if (connections > 1) {
            roads.add(new FleetRoad(ground, connections));
            roads.add(FloorRoad.of(ground, connections));
        }
        List<String> names = roads.stream().map(Road::name).toList();
        int schemas = options.count("schemas");
        var order = new Random(options.number("seed"));
        var timings = new Timings();
        for (int round = -options.count("warmup"); round < options.count("rounds"); round++) {
            Collections.shuffle(roads, order);
            for (Road road : roads) {
                List<String> empty = ground.schemas(road.name() + "_", schemas);
                double millis = road.millis(empty) / schemas;
                if (round >= 0) {
                    timings.add(road.name(), new double[] {millis});
                }
                ground.remove(empty);
            }
        }
        Table table = Table.of("", "ms", "loop is slower by", "slower than the floor by");
        for (String name : names) {
            table.row(
                    name,
                    Unit.MILLIS.format(timings.median(name)),
                    timings.ratio(LOOP, name).toString(),
                    timings.ratio(name, floorOf(name)).toString());
        }
        report.table("a fresh schema, ten scripts (medians; ratios with the quartiles of the rounds)", table);
        report.figure("migrate.fresh.ratio", ratio(timings, LOOP, "fleet" + connections), Unit.RATIO);
        report.figure("migrate.fresh.ratio_1", ratio(timings, LOOP, "fleet1"), Unit.RATIO);
        report.figure(
                "migrate.fresh.floor_ratio", ratio(timings, "fleet" + connections, "floor" + connections), Unit.RATIO);
        report.figure("migrate.fresh.floor_ratio_1", ratio(timings, "fleet1", "floor1"), Unit.RATIO);
    }

    private String floorOf(String road) {
        return road.endsWith(String.valueOf(connections)) ? "floor" + connections : "floor1";
    }

    private static double ratio(Timings timings, String one, String other) {
        Ratio ratio = timings.ratio(one, other);
        return ratio.median();
    }

    private void nothingToDo() throws Exception {
        Road fleet = new FleetRoad(ground, connections);
        String model = ground.schemas("model", 1).get(0);
        fleet.migrate(List.of(model));
        List<String> all = ground.migrated("noop_", options.count("fleet"), model);
        List<String> some = all.subList(0, Math.min(options.count("noop"), all.size()));
        var timings = new Timings();
        Road loop = new FlywayLoop(ground);
        for (int round = -options.count("warmup"); round < options.count("rounds"); round++) {
            double ours = fleet.millis(some);
            // Flyway needs as long for each: a tenth of them tells.
            List<String> few = some.subList(0, Math.max(1, some.size() / 10));
            double theirs = loop.millis(few) / few.size() * some.size();
            if (round >= 0) {
                timings.add("fleet", new double[] {ours});
                timings.add(LOOP, new double[] {theirs});
            }
        }
        double whole = fleet.millis(all);
        report.table(
                "nothing to do",
                Table.of("", "ms")
                        .row(LOOP + ", " + some.size() + " schemas", Unit.MILLIS.format(timings.median(LOOP)))
                        .row("fleet, " + some.size() + " schemas", Unit.MILLIS.format(timings.median("fleet")))
                        .row("fleet, " + all.size() + " schemas", Unit.MILLIS.format(whole)));
        report.figure("migrate.noop.ratio", ratio(timings, LOOP, "fleet"), Unit.RATIO);
        report.figure("migrate.noop.10k_s", whole / 1000, Unit.SECONDS);
    }
}
