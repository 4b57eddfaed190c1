package io.tenancy.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.benchmarks.Printed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WireBenchmarkTests {

    private static final List<String> OURS = List.of("rows", "schema", "schema-pt0", "database");

    /** Times are not looked at. Round trips are the same on any machine. */
    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        WireBenchmark.run(printed.report(), "rounds=1", "samples=2", "rows=20", "tenants=2", "delay=1", "seed=1");

        assertThat(printed.text()).startsWith("wire ").contains("seed=1");
        var figures = printed.figures();
        assertThat(figures).containsOnlyKeys(expected().toList());
        assertThat(figures.values()).allMatch(value -> value > 0);
        Stream.concat(Stream.of("plain"), OURS.stream()).forEach(route -> {
            assertThat(figures).containsEntry("wire." + route + ".trips", 2.0);
            assertThat(figures).containsEntry("wire." + route + ".join_trips", 2.0);
        });
        assertThat(figures.get("wire.classic.trips")).isGreaterThanOrEqualTo(4.0);
    }

    @Test
    void refusesAnOptionThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireBenchmark.run(new Printed().report(), "tennants=2"))
                .withMessage("Option 'tennants=2' refused: expected key=number, with one of"
                        + " [delay, rounds, rows, samples, seed, tenants].");
    }

    private static Stream<String> expected() {
        Stream<String> compared = Stream.concat(Stream.of("classic"), OURS.stream())
                .flatMap(route -> Stream.of("ratio", "join_ratio", "ratio_nodelay", "join_ratio_nodelay")
                        .map(figure -> "wire." + route + "." + figure));
        Stream<String> counted = Stream.concat(Stream.of("plain", "classic"), OURS.stream())
                .flatMap(route -> Stream.of("wire." + route + ".trips", "wire." + route + ".join_trips"));
        return Stream.concat(counted, compared);
    }
}
