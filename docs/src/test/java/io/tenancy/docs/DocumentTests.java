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

    /** Those of a folder by its own README, as the decisions. */
    @Test
    void everyPageIsOnTheMapOrThatOfItsFolder() throws IOException {
        List<String> lost = lostPages(PROJECT.resolve("docs"));
        assertThat(lost).isEmpty();
        assertThat(Page.at(PROJECT.resolve("README.md")).links()).contains("docs/README.md");
    }

    @Test
    void findsAPageThatIsOnNoMap() throws IOException {
        Path docs = Files.createTempDirectory("docs");
        try {
            Files.writeString(docs.resolve("README.md"), "[there](there.md) `[not](not.md)`");
            Files.writeString(docs.resolve("there.md"), "");
            Files.writeString(docs.resolve("not.md"), "");
            assertThat(lostPages(docs)).containsExactly("not.md");
        } finally {
            for (String name : List.of("README.md", "there.md", "not.md")) {
                Files.delete(docs.resolve(name));
            }
            Files.delete(docs);
        }
    }

    private static List<String> lostPages(Path docs) throws IOException {
        var lost = new ArrayList<String>();
        for (Page page : Page.allBelow(docs)) {
            boolean isMap = page.file().endsWith("README.md");
            Path map = isMap ? docs.resolve("README.md") : page.file().resolveSibling("README.md");
            String link = map.getParent().relativize(page.file()).toString();
            if (!page.file().equals(map) && !Page.at(map).links().contains(link)) {
                lost.add(page.toString());
            }
        }
        return lost;
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
