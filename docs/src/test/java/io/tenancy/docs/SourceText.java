package io.tenancy.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A compiled file, without white space: snippets are indented otherwise. */
record SourceText(String text) {

    /** Test code and examples: what the test command runs. */
    static List<SourceText> allBelow(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            var sources = new ArrayList<SourceText>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f ->
                            f.toString().contains("/src/test/") || f.toString().contains("/examples/"))
                    .toList()) {
                sources.add(new SourceText(even(Files.readString(file))));
            }
            return sources;
        }
    }

    boolean contains(String snippet) {
        return text.contains(even(snippet));
    }

    private static String even(String code) {
        return code.replaceAll("\\s+", "");
    }
}
