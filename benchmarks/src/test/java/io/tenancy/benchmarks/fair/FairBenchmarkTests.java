package io.tenancy.benchmarks.fair;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Test;

class FairBenchmarkTests {

    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        FairBenchmark.run(printed.report(), "rounds=1", "millis=200", "request=2", "heavy=8", "tenants=3", "seed=1");

        assertThat(printed.figures())
                .containsOnlyKeys(
                        "fair.p99.ratio",
                        "fair.p99.without_ratio",
                        "fair.throughput_ratio",
                        "fair.throughput_plain_ratio",
                        "fair.jain");
    }
}
