package io.tenancy.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.benchmarks.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WireBenchmarkTests {

    private static final List<String> OURS = List.of("rows", "schema", "schema-pt0", "database");

    /** Times are not looked at. Round trips are the same on any machine. */
    @Test
    void printsEveryFigure() throws Exception {
        var printed = new Printed();
        WireBenchmark.run(
                printed.report(), "warmup=1", "rounds=1", "samples=2", "rows=20", "tenants=2", "delay=1", "seed=1");

        assertThat(printed.text()).startsWith("wire ").contains("seed=1");
        var figures = printed.figures();
        assertThat(figures).containsOnlyKeys(expected().toList());
        assertThat(figures.values()).allMatch(value -> value > 0);
        Stream.concat(Stream.of("plain", "tenantid"), OURS.stream()).forEach(route -> {
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
                        + " [delay, rounds, rows, samples, seed, tenants, warmup].");
    }

    private static Stream<String> expected() {
        var compared = List.of("ratio", "join_ratio", "ratio_nodelay", "join_ratio_nodelay");
        var names = new ArrayList<String>();
        for (String route : List.of("plain", "tenantid", "classic", "rows", "schema", "schema-pt0", "database")) {
            names.add(route + ".trips");
            names.add(route + ".join_trips");
            if (!route.equals("plain")) {
                compared.forEach(figure -> names.add(route + "." + figure));
            }
            if (OURS.contains(route)) {
                compared.forEach(figure -> names.add(route + ".own_" + figure));
            }
        }
        return names.stream().map(name -> "wire." + name);
    }
}
