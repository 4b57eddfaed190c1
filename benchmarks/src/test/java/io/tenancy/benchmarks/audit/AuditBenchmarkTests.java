package io.tenancy.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stress")
class AuditBenchmarkTests {

    /** It also fails if somebody's trail lacks a row, or has one too many. */
    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        AuditBenchmark.run(
                printed.report(), "warmup=1", "rounds=1", "samples=1", "rows=20", "bulk=100", "events=10000", "seed=1");

        assertThat(printed.figures())
                .containsOnlyKeys(
                        "audit.statements.1_rows",
                        "audit.statements.20_rows",
                        "audit.statements.100_rows",
                        "audit.insert.us_per_row",
                        "audit.insert.envers_ratio",
                        "audit.insert.core_ratio",
                        "audit.update.us_per_row",
                        "audit.update.envers_ratio",
                        "audit.update.core_ratio",
                        "audit.bulk.us_per_row",
                        "audit.bulk.trigger_ratio",
                        "audit.bulk.summary_ratio",
                        "audit.seal.ratio",
                        "audit.history.ms",
                        "audit.history.ratio")
                .containsEntry("audit.statements.1_rows", 1.0)
                .containsEntry("audit.statements.20_rows", 1.0)
                .containsEntry("audit.statements.100_rows", 1.0);
    }
}
