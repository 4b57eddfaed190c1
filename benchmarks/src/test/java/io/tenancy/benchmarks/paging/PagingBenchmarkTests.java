package io.tenancy.benchmarks.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stress")
class PagingBenchmarkTests {

    private static final String[] SMALL = {
        "warmup=1", "rounds=1", "samples=2", "rows=5000", "depth=1000", "bound=100", "seed=1"
    };

    /** It also fails if one way reads other rows than the others, or counts another number. */
    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        PagingBenchmark.run(printed.report(), SMALL);

        assertThat(printed.figures())
                .containsOnlyKeys(
                        "paging.keyset.offset_ratio",
                        "paging.keyset.keyedpage_ratio",
                        "paging.total.count_ratio",
                        "paging.upto.count_ratio")
                .allSatisfy((name, value) -> assertThat(value).isPositive());
    }
}
