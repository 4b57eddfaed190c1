package io.tenancy.benchmarks.fair;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdmissionBenchmarkTests {

    /** Somebody else on this machine may run JMH, which is no matter here. */
    @BeforeAll
    static void doNotMindOthers() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        AdmissionBenchmark.run(printed.report(), "forks=0", "warmup=1", "rounds=3", "millis=20", "seed=1");

        assertThat(printed.figures()).containsOnlyKeys("admission.us", "admission.us_error", "admission.bytes");
    }
}
