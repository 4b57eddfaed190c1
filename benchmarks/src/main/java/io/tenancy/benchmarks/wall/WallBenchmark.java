package io.tenancy.benchmarks.wall;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Table;
import io.tenancy.benchmarks.report.Unit;
import io.tenancy.benchmarks.timing.Alternation;
import io.tenancy.benchmarks.timing.Plan;
import io.tenancy.benchmarks.timing.Ratio;
import io.tenancy.benchmarks.timing.Timings;
import io.tenancy.benchmarks.wall.Stage.Pair;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What a wall costs a native query that does not name its tenant, against the same query without a wall, which names
 * it. The query alone is timed, inside a transaction.
 */
public final class WallBenchmark {

    /** {@code rows} of {@code tenants} who share a table; {@code own} rows of the one that has a schema. */
    private static final Map<String, Integer> DEFAULTS =
            Map.of("warmup", 30, "rounds", 60, "samples", 20, "rows", 1_000_000, "tenants", 1000, "own", 200_000);

    /** The driver prepares at the fifth execution, PostgreSQL looks for a generic plan five later. */
    private static final int DISCARDED = 12;

    private final Plan plan;
    private final Report report;

    private WallBenchmark(Plan plan, Report report) {
        this.plan = plan;
        this.report = report;
    }

    public static void main(String[] arguments) throws Exception {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws Exception {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("rls " + options);
        Items shared = Items.shared(options.count("rows"), options.count("tenants"));
        Items own = Items.of("own-", options.count("own"));
        var benchmark = new WallBenchmark(Plan.of(options, DISCARDED), report);
        try (Stage stage = Stage.set(shared, own)) {
            var connections = stage.connections();
            Pair rows = stage.rows(connections);
            requireTenantIndex(new QueryContender(rows.walled(), Question.EQ));
            benchmark.compare("rls.", "shared rows", rows, List.of(Question.values()));
            benchmark.compare(
                    "rls.schema.",
                    "own schema",
                    stage.schema(connections),
                    List.of(Question.JSONB, Question.LOWER, Question.LIKE));
        }
        report.finish();
    }

    private static void requireTenantIndex(QueryContender walled) throws SQLException {
        List<String> scans = walled.scans(0);
        if (scans.stream().noneMatch(scan -> scan.contains(Items.STATUS_INDEX))) {
            throw new IllegalStateException("Equality through the policy: expected a scan of index "
                    + Items.STATUS_INDEX + ", found " + scans + ".");
        }
    }

    private void compare(String prefix, String title, Pair pair, List<Question> questions) throws Exception {
        Table table = Table.of("", "no wall ms", "wall ms", "ratio", "plan without", "plan behind the wall");
        for (Question question : questions) {
            var bare = new QueryContender(pair.bare(), question);
            var walled = new QueryContender(pair.walled(), question);
            requireSameAnswers(bare, walled);
            Timings timings = Alternation.run(plan, List.of(bare, walled));
            Ratio ratio = timings.ratio(walled.name(), bare.name());
            table.row(
                    question.sql().replaceFirst(".* where ", ""),
                    Unit.MILLIS.format(timings.median(bare.name())),
                    Unit.MILLIS.format(timings.median(walled.name())),
                    ratio.toString(),
                    String.join(", ", bare.scans(0)),
                    String.join(", ", walled.scans(0)));
            report.figure(prefix + question.figure(), ratio.median(), Unit.RATIO);
        }
        report.table(title + " (median; ratio: median and quartiles over the rounds)", table);
    }

    private static void requireSameAnswers(QueryContender bare, QueryContender walled) throws SQLException {
        for (int round = 0; round < 3; round++) {
            var expected = bare.answer(round);
            var found = walled.answer(round);
            if (expected.count() == 0 || !expected.equals(found)) {
                throw new IllegalStateException(bare.question() + " in round " + round + ": " + expected
                        + " without a wall, " + found + " behind it. Expected the same rows, and some.");
            }
        }
    }
}
