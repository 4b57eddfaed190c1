package io.tenancy.postgres.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that each finding links to. */
class DoctorPageTests {

    private static final Path PAGE = Path.of("..", "docs", "doctor.md");

    @Test
    void hasASectionForEachRuleInTheSameOrderAndNoOther() throws IOException {
        List<String> sections = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
    }

    @Test
    void saysOfEachRuleWhetherItStopsTheService() throws IOException {
        String page = Files.readString(PAGE);
        for (Rule rule : Rule.values()) {
            String section = page.substring(page.indexOf("### " + rule.id() + "\n"));
            assertThat(section.lines().skip(2).findFirst()).as(rule.id()).hasValueSatisfying(line -> assertThat(line)
                    .startsWith("**" + rule.severity() + "."));
        }
    }
}
