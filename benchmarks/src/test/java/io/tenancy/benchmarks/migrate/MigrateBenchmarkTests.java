package io.tenancy.benchmarks.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stress")
class MigrateBenchmarkTests {

    private static final String[] SMALL = {
        "warmup=1", "rounds=1", "schemas=2", "noop=5", "fleet=10", "connections=2", "seed=1"
    };

    /** It also fails if a run leaves a schema behind. */
    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        MigrateBenchmark.run(printed.report(), SMALL);

        assertThat(printed.figures())
                .containsOnlyKeys(
                        "migrate.fresh.ratio",
                        "migrate.fresh.ratio_1",
                        "migrate.fresh.floor_ratio",
                        "migrate.fresh.floor_ratio_1",
                        "migrate.noop.ratio",
                        "migrate.noop.10k_s")
                .allSatisfy((name, value) -> assertThat(value).isPositive());
    }
}
