package io.tenancy.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tenancy.benchmarks.Printed;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReportTests {

    private final Printed printed = new Printed();

    @Test
    void printsFiguresBehindTheTables() {
        printed.report().figure("wire.rows.trips", 2, Unit.TRIPS);
        printed.report().figure("wire.rows.ratio", 1.0349, Unit.RATIO);
        printed.report().table("title", Table.of("", "ms").row("longer", "1.5").row("b", "10.5"));
        printed.report().finish();

        assertThat(printed.text().lines())
                .containsExactly(
                        "",
                        "title",
                        "          ms",
                        "  longer  1.5",
                        "  b       10.5",
                        "",
                        "BENCH wire.rows.trips 2.00 trips",
                        "BENCH wire.rows.ratio 1.035 x");
    }

    @Test
    void writesADecimalPointInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Unit.MILLIS.format(1.5)).isEqualTo("1.500");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesAFigureThatWasNotMeasured() {
        assertThatIllegalStateException()
                .isThrownBy(() -> printed.report().figure("wire.rows.ratio", Double.NaN, Unit.RATIO))
                .withMessage("Figure wire.rows.ratio is NaN.");
    }
}
