package io.tenancy.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown page of the project. */
record Page(Path file, String text) {

    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\R(.*?)^```");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");

    static Page at(Path file) throws IOException {
        return new Page(file, Files.readString(file));
    }

    static List<Page> allBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            var pages = new ArrayList<Page>();
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".md") && !f.toString().contains("/target/"))
                    .toList()) {
                pages.add(at(file));
            }
            return pages;
        }
    }

    List<String> javaSnippets() {
        return JAVA.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** Where its links lead, as they stand there; code has none. */
    List<String> links() {
        return LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    List<String> deadLinks() throws IOException {
        var dead = new ArrayList<String>();
        for (String link : links()) {
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(link)) {
                dead.add(link);
            }
        }
        return dead;
    }

    private boolean leadsSomewhere(String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || at(target).anchors().contains(parts[1]);
    }

    /** As GitHub makes them: lower case, punctuation dropped, blanks to hyphens. */
    private List<String> anchors() {
        return HEADING.matcher(CODE.matcher(text)
                        .replaceAll(match -> match.group().startsWith("```")
                                ? ""
                                : match.group()
                                        .replace("`", "")
                                        .replace("\\", "\\\\")
                                        .replace("$", "\\$")))
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
