package io.tenancy.benchmarks.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.benchmarks.Printed;
import org.junit.jupiter.api.Test;

class WallBenchmarkTests {

    private static final String[] SMALL = {
        "warmup=1", "rounds=1", "samples=2", "rows=20000", "tenants=200", "own=20000", "seed=1"
    };

    /** It also fails if the policy's own plan leaves the tenant index, or if a wall changes an answer. */
    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        WallBenchmark.run(printed.report(), SMALL);

        assertThat(printed.figures())
                .containsOnlyKeys(
                        "rls.eq_ratio",
                        "rls.jsonb_ratio",
                        "rls.lower_ratio",
                        "rls.like_ratio",
                        "rls.schema.jsonb_ratio",
                        "rls.schema.lower_ratio",
                        "rls.schema.like_ratio")
                .allSatisfy((name, value) -> assertThat(value).isPositive());
    }

    @Test
    void refusesTenantsWithTooFewRows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WallBenchmark.run(new Printed().report(), "rows=1000", "tenants=1000"))
                .withMessageStartingWith("1000 rows for 1000 tenants refused");
    }
}
