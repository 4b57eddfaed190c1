package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dashboards and alerts ask for is metered, and what is metered is shown. Whether it has data, docs/dashboards/check asks. */
class DashboardTests {

    private static final Pattern IN_SOURCE = Pattern.compile("\"(tenancy(?:\\.[a-z]+)+)\"");
    private static final Path ALERTS = Path.of("dashboards", "alerts.yml");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern LINK = Pattern.compile("(?m)^ +runbook: docs/dashboards/runbook.md#(\\w+)$");
    private static final Pattern TESTED = Pattern.compile("(?m)^ +- expr: ALERTS\\{alertname=\"(\\w+)\"");
    private static final Pattern ENTRY = Pattern.compile("(?m)^## (\\w+)$");
    private static final Pattern SOURCE = Pattern.compile("\"uid\": \"([^\"]*)\"");
    private static final Pattern METER = Pattern.compile("`(tenancy(?:\\.[a-z]+)+)`");
    private static final Pattern SERIES = Pattern.compile("\\btenancy(?:_[a-z]+)+");
    private static final Pattern SUFFIX = Pattern.compile("(_seconds)?(_count|_sum|_max|_total)?$");

    @Test
    void showEveryMeterAndNoOther() throws IOException {
        assertThat(shown()).containsExactlyInAnyOrderElementsOf(meters());
    }

    @Test
    void thePagesNameEveryMeterOfTheSources() throws IOException {
        var names = new TreeSet<String>();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                for (Path source :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    if (Files.readString(source).contains("import io.micrometer.")) {
                        names.addAll(named(IN_SOURCE, source));
                    }
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(15);
        assertThat(meters())
                .containsAll(names.stream().map(name -> name.replace('.', '_')).toList());
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("tenancy-"))
                    .toList();
        }
    }

    @Test
    void everyAlertIsTestedAndInTheRunbookAndThereIsNoOther() throws IOException {
        Set<String> alerts = named(ALERT, ALERTS);
        assertThat(alerts).isNotEmpty();
        assertThat(named(TESTED, Path.of("dashboards", "alerts.test.yml"))).isEqualTo(alerts);
        assertThat(named(ENTRY, Path.of("dashboards", "runbook.md"))).isEqualTo(alerts);
        assertThat(all(LINK, Files.readString(ALERTS)).map(link -> link.group(1)))
                .containsExactlyElementsOf(all(ALERT, Files.readString(ALERTS))
                        .map(alert -> alert.group(1).toLowerCase(Locale.ROOT))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleet", "tenant", "migrations", "audit"})
    void aDashboardNamesNoDataSource(String dashboard) throws IOException {
        assertThat(named(SOURCE, Path.of("dashboards", dashboard + ".json")))
                .containsExactlyInAnyOrder("tenancy-" + dashboard, "${datasource}");
    }

    private static Set<String> named(Pattern pattern, Path file) throws IOException {
        return all(pattern, Files.readString(file))
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> meters() throws IOException {
        var names = new TreeSet<String>();
        for (String page : new String[] {"meters.md", "audit-seal.md"}) {
            Files.readString(Path.of(page))
                    .lines()
                    .filter(line -> line.startsWith("| `") || line.startsWith("Meters: "))
                    .flatMap(line -> all(METER, line).map(match -> match.group(1)))
                    .map(name -> name.replace('.', '_'))
                    .forEach(names::add);
        }
        return names;
    }

    private static Set<String> shown() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("dashboards"))) {
            var names = new TreeSet<String>();
            for (Path file : files.filter(f -> f.toString().matches(".*(\\.json|/alerts\\.yml)"))
                    .toList()) {
                names.addAll(all(SERIES, withoutDescriptions(file))
                        .map(match -> SUFFIX.matcher(match.group()).replaceFirst(""))
                        .collect(Collectors.toSet()));
            }
            return names;
        }
    }

    /** Prose may name a table of the trail. */
    private static String withoutDescriptions(Path file) throws IOException {
        return Files.readString(file)
                .lines()
                .filter(line -> !line.matches(" *(\"content\"|\"description\"|#).*"))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
