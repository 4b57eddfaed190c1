package io.tenancy.example.publishing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.example.publishing.console.Table.Cell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTests {

    private static final String ESCAPE = "\u001b";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Console log = Console.log(out);
    private final Console terminal = Console.terminal(out, Map.of());

    @Test
    void alignsTextLeftAndNumbersRight() {
        log.table(new Table("publisher", "rows", "placement")
                .row("tidewater", 1179, "own schema")
                .row("Lucía's", 83, "rows"));
        assertThat(printed())
                .containsExactly(
                        "publisher  rows  placement",
                        "---------  ----  ----------",
                        "tidewater  1179  own schema",
                        "Lucía's      83  rows");
    }

    @Test
    void colourDoesNotShiftColumns() {
        var table = new Table("mistake", "wall")
                .row(new Cell("no tenant", Style.BAD), "Java guard")
                .row("foreign id", "filter");
        log.table(table);
        terminal.table(table);
        List<String> lines = printed();
        assertThat(lines.subList(0, 4)).noneMatch(line -> line.contains(ESCAPE));
        assertThat(lines.subList(4, 8))
                .anyMatch(line -> line.contains(ESCAPE))
                .extracting(line -> line.replaceAll(ESCAPE + "\\[[0-9;]*m", "").stripTrailing())
                .isEqualTo(lines.subList(0, 4));
    }

    @Test
    void refusesARowThatDoesNotFit() {
        assertThatThrownBy(() -> new Table("a", "b").row("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 2 cells, found 1");
    }

    @Test
    void aLogHoldsNumberedStepsWithNotesAndDurationAndNoProgress() throws Exception {
        var steps = new Steps(log, 12);
        int answer = steps.call("Load sample data", () -> {
            steps.progress("posts", 3, 32);
            steps.note("179 rows for northwind-press");
            return 42;
        });
        assertThat(answer).isEqualTo(42);
        assertThat(printed())
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("[ 1/12] Load sample data"),
                        line -> assertThat(line).isEqualTo("      179 rows for northwind-press"),
                        line -> assertThat(line).matches("      done in \\d+\\.\\d s"),
                        line -> assertThat(line).isEmpty());
    }

    @Test
    void aTerminalShowsProgressAndTakesItAway() throws Exception {
        var steps = new Steps(terminal, 1);
        steps.run("Load sample data", () -> steps.progress("posts", 3, 32));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("posts 3/32")
                .containsPattern("posts 3/32.*\r\u001b\\[K.*done in");
    }

    @Test
    void aFailedStepSaysSoAndPassesTheFailureOn() {
        var steps = new Steps(log, 1);
        assertThatThrownBy(() -> steps.run("Start PostgreSQL", () -> {
                    throw new IllegalStateException("no disk");
                }))
                .hasMessage("no disk");
        assertThat(printed()).anyMatch(line -> line.matches("      FAILED after \\d+\\.\\d s"));
    }

    @Test
    void noColorIsObeyed() {
        Console.terminal(out, Map.of("NO_COLOR", "1")).line("plain", Style.BAD);
        Console.terminal(out, Map.of("NO_COLOR", "")).line("red", Style.BAD);
        assertThat(printed()).containsExactly("plain", ESCAPE + "[1;31mred" + ESCAPE + "[0m");
    }

    private List<String> printed() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
