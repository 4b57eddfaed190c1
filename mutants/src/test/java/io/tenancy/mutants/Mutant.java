package io.tenancy.mutants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A guard, how it is broken, and whose tests must find that. Immutable; each {@code withX} gives a changed copy.
 *
 * @param tests classes of the suite, without their {@code io.tenancy.}
 * @param until the last major version of PostgreSQL on which the guard has something to do
 */
public record Mutant(String guard, String broken, List<Edit> edits, List<String> tests, int until) {

    private static final int ANY = Integer.MAX_VALUE;

    /** A guard that stands, so far. */
    public static Mutant of(String guard, String broken) {
        return new Mutant(guard, broken, List.of(), List.of(), ANY);
    }

    /** Replaces a text that stands once in the file; the file is named from the folder {@code io/tenancy} on. */
    public Mutant edit(String module, String file, String before, String after) {
        var all = new ArrayList<>(edits);
        all.add(new Edit(Path.of(module, "src/main/java/io/tenancy", file), before, after));
        return new Mutant(guard, broken, List.copyOf(all), tests, until);
    }

    public Mutant foundBy(String... classes) {
        return new Mutant(guard, broken, edits, List.of(classes), until);
    }

    public Mutant untilPostgres(int major) {
        return new Mutant(guard, broken, edits, tests, major);
    }

    /** The changed files by their path in the checkout. */
    Map<Path, String> sources(Path checkout) throws IOException {
        var sources = new LinkedHashMap<Path, String>();
        for (Edit edit : edits) {
            sources.put(edit.file(), edit.in(sources.get(edit.file()), checkout));
        }
        return sources;
    }

    @Override
    public String toString() {
        return guard + ": " + broken;
    }
}
