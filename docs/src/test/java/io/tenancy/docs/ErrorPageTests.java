package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of errors has every public exception, with what its Javadoc gives as the cause and {@code remedies.properties} as
 * the remedy. Write it anew with {@code -Dtest.argLine=-Dtenancy.docs=write}.
 */
class ErrorPageTests {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = PROJECT.resolve("docs/errors.md");
    private static final String GENERATED = "<!-- From here on written by ErrorPageTests. -->\n";

    @Test
    void everyExceptionHasACauseAndARemedy() throws IOException {
        List<PublicType> exceptions = exceptions();
        Properties remedies = remedies();

        assertThat(exceptions).hasSizeGreaterThan(40);
        assertThat(exceptions).allSatisfy(exception -> {
            assertThat(exception.comment()).as(exception.name()).isNotBlank();
            assertThat(remedies.getProperty(exception.name(), ""))
                    .as("src/test/resources/remedies.properties says nothing about " + exception.name())
                    .isNotBlank();
        });
        assertThat(remedies.stringPropertyNames())
                .isSubsetOf(exceptions.stream().map(PublicType::name).toList());
    }

    @Test
    void thePageSaysWhatTheSourceSays() throws IOException {
        String page = Files.readString(PAGE);
        String generated = page.substring(0, page.indexOf(GENERATED) + GENERATED.length()) + markdown();
        if ("write".equals(System.getProperty("tenancy.docs"))) {
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(generated);
    }

    @Test
    void findsAnException() {
        assertThat(PublicType.of(
                        "p", "/** It broke. */\npublic final class LostException\n        extends TenancyException {}"))
                .singleElement()
                .matches(PublicType::isException)
                .extracting(PublicType::comment)
                .isEqualTo("It broke.");
        assertThat(PublicType.of("p", "/** Fine. */\npublic final class Found {}"))
                .singleElement()
                .matches(type -> !type.isException());
    }

    private static String markdown() throws IOException {
        Properties remedies = remedies();
        Map<String, List<PublicType>> packages = exceptions().stream()
                .collect(Collectors.groupingBy(PublicType::packageName, LinkedHashMap::new, Collectors.toList()));
        var text = new StringBuilder();
        packages.forEach((name, exceptions) -> {
            text.append("\n## ").append(name).append("\n\n| error | cause | what to do |\n|---|---|---|\n");
            exceptions.forEach(exception -> text.append("| `%s` | %s | %s |\n"
                    .formatted(exception.name(), exception.comment(), remedies.getProperty(exception.name()))));
        });
        return text.toString();
    }

    private static List<PublicType> exceptions() throws IOException {
        return PublicType.published(PROJECT).stream()
                .filter(PublicType::isException)
                .toList();
    }

    private static Properties remedies() throws IOException {
        var remedies = new Properties();
        try (Reader reader = Files.newBufferedReader(PROJECT.resolve("docs/src/test/resources/remedies.properties"))) {
            remedies.load(reader);
        }
        return remedies;
    }
}
