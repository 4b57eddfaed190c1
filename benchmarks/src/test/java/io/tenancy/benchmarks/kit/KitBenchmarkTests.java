package io.tenancy.benchmarks.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stress")
class KitBenchmarkTests {

    @Test
    void printsEveryFigure() {
        var printed = new Printed();
        KitBenchmark.run(
                printed.report(),
                "warmup=1",
                "rounds=1",
                "samples=2",
                "clonewarmup=1",
                "clonerounds=1",
                "clonesamples=1",
                "seed=1");

        // Of so few tests, a difference may well be below zero.
        assertThat(printed.text().lines().filter(line -> line.startsWith("BENCH ")))
                .map(line -> line.split(" ")[1])
                .containsExactly("kit.rollback.ms", "kit.sandbox.ms", "kit.clean.ms", "kit.clone.ms");
    }
}
