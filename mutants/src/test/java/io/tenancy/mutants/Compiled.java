package io.tenancy.mutants;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The classes of a mutant's files, to be put before the real ones on the class path. */
record Compiled(Path classes) implements AutoCloseable {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** One for all: it remembers what is on the class path. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    /** @throws IllegalStateException if the mutant does not compile */
    static synchronized Compiled from(Mutant mutant, Path checkout) throws IOException {
        var compiled = new Compiled(Files.createTempDirectory("mutant"));
        var sources = new ArrayList<JavaFileObject>();
        for (var source : mutant.sources(checkout).entrySet()) {
            sources.add(source(source.getKey(), source.getValue()));
        }
        var messages = new StringWriter();
        FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(compiled.classes));
        List<String> options = List.of("-parameters", "-proc:none", "-nowarn", "-implicit:none");
        if (!COMPILER.getTask(messages, FILES, null, options, null, sources).call()) {
            compiled.close();
            throw new IllegalStateException(mutant + " does not compile: " + messages);
        }
        return compiled;
    }

    private static JavaFileObject source(Path file, String text) {
        return new SimpleJavaFileObject(URI.create("mutant:///" + file), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            files.sorted(Comparator.reverseOrder()).forEach(Compiled::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
