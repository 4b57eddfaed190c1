package io.tenancy.benchmarks.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlternationTests {

    private final List<String> log = new ArrayList<>();

    @Test
    void givesEachContenderItsTurnInEveryRound() throws Exception {
        var timings =
                Alternation.run(new Plan(5, 20, 2, 1, 7), List.of(contender("a"), contender("b"), contender("c")));

        List<String> rounds = new ArrayList<>();
        for (int i = 0; i < log.size(); i += 3) {
            assertThat(log.subList(i, i + 3)).containsExactlyInAnyOrder("aaa", "bbb", "ccc");
            rounds.add(String.join("", log.subList(i, i + 3)));
        }
        assertThat(rounds).hasSize(20 + 5);
        assertThat(rounds.stream().distinct()).as("order changes").hasSizeGreaterThan(3);
        assertThat(timings.median("a")).isPositive();
    }

    @Test
    void comparesWithinARoundAndTakesTheMedian() {
        var timings = new Timings();
        // The machine was ten times slower in the second round; in the third, something happened to one of them.
        timings.add("base", new double[] {1, 1, 1});
        timings.add("base", new double[] {10, 10, 10});
        timings.add("base", new double[] {1, 1, 1});
        timings.add("other", new double[] {2, 2, 99});
        timings.add("other", new double[] {20, 20, 20});
        timings.add("other", new double[] {50, 50, 50});

        Ratio ratio = timings.ratio("other", "base");

        assertThat(ratio.median()).isEqualTo(2, within(1e-9));
        assertThat(ratio.upper()).isEqualTo(26, within(1e-9));
        assertThat(timings.median("base")).isEqualTo(1, within(1e-9));
    }

    private Contender contender(String name) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Block open(int round) {
                log.add("");
                return () -> log.set(log.size() - 1, log.get(log.size() - 1) + name);
            }
        };
    }
}
