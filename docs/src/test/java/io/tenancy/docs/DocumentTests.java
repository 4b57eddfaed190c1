package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the pages say in code is compiled and tested somewhere, and where they point there is something. */
class DocumentTests {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everyJavaSnippetStandsInTestedCode() throws IOException {
        List<SourceText> sources = SourceText.allBelow(PROJECT);
        var strangers = new ArrayList<String>();
        for (Page page : Page.allBelow(PROJECT)) {
            for (String snippet : page.javaSnippets()) {
                if (sources.stream().noneMatch(source -> source.contains(snippet))) {
                    strangers.add(page + ":\n" + snippet);
                }
            }
        }
        assertThat(strangers).isEmpty();
    }

    @Test
    void everyRelativeLinkLeadsToAFileAndItsHeading() throws IOException {
        var dead = new ArrayList<String>();
        for (Page page : Page.allBelow(PROJECT)) {
            page.deadLinks().forEach(link -> dead.add(page + " -> " + link));
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void findsASnippetThatNobodyCompiles() throws IOException {
        List<SourceText> sources = SourceText.allBelow(PROJECT);
        assertThat(sources).noneMatch(source -> source.contains("tenancy.no" + "SuchMethod();"));
        assertThat(sources).anyMatch(source -> source.contains("void findsASnippetThatNobodyCompiles()"));
    }

    @Test
    void findsALinkThatLeadsNowhere() throws IOException {
        Path page = Files.createTempFile("page", ".md");
        try {
            Files.writeString(
                    page, "# One\n[there](#one) [gone](#two) [lost](missing.md) [out](https://example.org)\n");
            assertThat(Page.at(page).deadLinks()).containsExactly("#two", "missing.md");
        } finally {
            Files.delete(page);
        }
    }
}
