package io.tenancy.benchmarks.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two applications are started for it, which is too long for every build. */
@Tag("stress")
class BootBenchmarkTests {

    /** Times are not looked at. */
    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        BootBenchmark.run(printed.report(), "warmup=1", "rounds=1", "samples=2", "rows=40", "tenants=2", "delay=1");
        assertThat(printed.figures())
                .containsOnlyKeys(
                        "boot.without.trips",
                        "boot.without.list_trips",
                        "boot.trips",
                        "boot.list_trips",
                        "boot.ratio",
                        "boot.list_ratio",
                        "boot.ratio_nodelay",
                        "boot.list_ratio_nodelay");
        assertThat(printed.figures().values()).allMatch(value -> value > 0);
    }
}
