package io.tenancy.benchmarks.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stress")
class BulkBenchmarkTests {

    /** It also fails if one way writes other rows than the others. */
    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        BulkBenchmark.run(printed.report(), "warmup=1", "rounds=1", "rows=1200", "seed=1");

        assertThat(printed.figures())
                .containsOnlyKeys("bulk.rows.copy_ratio", "bulk.schema.copy_ratio", "bulk.persist.speedup")
                .allSatisfy((name, value) -> assertThat(value).isPositive());
    }
}
