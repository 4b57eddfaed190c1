package io.tenancy.benchmarks.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Test;

class GuardBenchmarkTests {

    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        GuardBenchmark.run(
                printed.report(), "warmup=1", "rounds=1", "samples=2", "statements=100", "finds=20", "seed=1");

        assertThat(printed.figures()).containsOnlyKeys("guard.us_per_statement", "guard.find_ratio");
    }
}
