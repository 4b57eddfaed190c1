package io.tenancy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.benchmarks.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a benchmark printed, read as a script would read it. */
public final class Printed {

    private static final Pattern FIGURE =
            Pattern.compile("^BENCH (\\S+) (-?\\d+\\.\\d+) (trips|statements|x|B|us|ms|s)$", Pattern.MULTILINE);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    public Report report() {
        return report;
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Every line of a figure is one that can be read, and each is there once. */
    public Map<String, Double> figures() {
        List<MatchResult> lines = FIGURE.matcher(text()).results().toList();
        assertThat(text().lines().filter(line -> line.startsWith("BENCH"))).hasSameSizeAs(lines);
        var figures = new LinkedHashMap<String, Double>();
        lines.forEach(line -> assertThat(figures.put(line.group(1), Double.valueOf(line.group(2))))
                .isNull());
        return figures;
    }
}
