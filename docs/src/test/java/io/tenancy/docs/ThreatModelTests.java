package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No line of the threat model without a test, and no test that does not exist. */
class ThreatModelTests {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = PROJECT.resolve("docs/threat-model.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Tests)#(\\w+)`");
    private static final String CLAIMS = "## What is guaranteed";

    @Test
    void everyNamedTestExists() throws IOException {
        assertThat(missing(Files.readString(PAGE))).isEmpty();
    }

    @Test
    void everyTestThatAnotherPageNamesExists() throws IOException {
        String pages =
                Page.allBelow(PROJECT.resolve("docs")).stream().map(Page::text).collect(Collectors.joining("\n"));
        assertThat(missing(pages)).isEmpty();
    }

    @Test
    void everyLineNamesATest() throws IOException {
        List<String> claims = claims(Files.readString(PAGE));
        assertThat(claims).hasSizeGreaterThan(20).allMatch(line -> TEST.matcher(line)
                .find());
    }

    @Test
    void findsATestThatDoesNotExist() throws IOException {
        assertThat(
                        missing(
                                "`ThreatModelTests#everyNamedTestExists` `ThreatModelTests#tests` `GoneTests#everyNamedTestExists`"))
                .containsExactly("ThreatModelTests#tests", "GoneTests#everyNamedTestExists");
    }

    private static List<String> claims(String page) {
        return page.substring(page.indexOf(CLAIMS))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.contains("| shown by |"))
                .toList();
    }

    private static List<String> missing(String page) throws IOException {
        Map<String, String> tests = tests();
        var missing = new ArrayList<String>();
        for (var match : TEST.matcher(page).results().toList()) {
            String source = tests.getOrDefault(match.group(1), "");
            if (!Pattern.compile(
                            "@(Parameterized)?Test\\b(?:(?!\\bvoid\\b).)*?void " + match.group(2) + "\\(",
                            Pattern.DOTALL)
                    .matcher(source)
                    .find()) {
                missing.add(match.group(1) + "#" + match.group(2));
            }
        }
        return missing;
    }

    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            var tests = new HashMap<String, String>();
            for (Path file : files.filter(f -> f.toString().endsWith("Tests.java"))
                    .filter(f -> f.toString().contains("/src/test/"))
                    .toList()) {
                tests.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
            return tests;
        }
    }
}
