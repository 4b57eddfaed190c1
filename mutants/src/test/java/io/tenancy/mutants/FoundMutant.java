package io.tenancy.mutants;

import io.tenancy.mutants.suite.Result;
import io.tenancy.mutants.suite.Result.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A mutant and the test that found it: a row of the page. Immutable. */
record FoundMutant(String guard, String broken, String foundBy) {

    private static final String HEAD = "| guard | mutant | found by |\n|---|---|---|\n";

    /** The first test whose assertion failed; empty if none did. */
    static Optional<FoundMutant> by(Mutant mutant, List<Result> results) {
        return results.stream()
                .filter(result -> result.kind() == Kind.FAILED)
                .map(result -> new FoundMutant(mutant.guard(), mutant.broken(), result.test()))
                .findFirst();
    }

    static List<FoundMutant> readFrom(Path page) throws IOException {
        String text = Files.readString(page);
        return text.substring(text.indexOf(HEAD) + HEAD.length())
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(FoundMutant::parse)
                .toList();
    }

    /** Leaves all but the table as it is. */
    static void writeTo(Path page, List<FoundMutant> rows) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(HEAD) + HEAD.length();
        String rest = text.substring(from)
                .lines()
                .dropWhile(line -> line.startsWith("|"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        String table = rows.stream().map(FoundMutant::row).collect(Collectors.joining());
        Files.writeString(page, text.substring(0, from) + table + rest);
    }

    private static FoundMutant parse(String line) {
        String[] cells = line.split("\\|");
        return new FoundMutant(
                cells[1].strip(), cells[2].strip(), cells[3].strip().replace("`", ""));
    }

    private String row() {
        return "| " + guard + " | " + broken + " | `" + foundBy + "` |\n";
    }

    String testClass() {
        return foundBy.substring(0, foundBy.indexOf('.'));
    }

    String testMethod() {
        return foundBy.substring(foundBy.indexOf('.') + 1);
    }
}
