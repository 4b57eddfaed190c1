package io.tenancy.migrate.cli;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the classes of an application are: folders and jars, as for {@code java -cp}. Immutable. */
record ClassPath(List<Path> entries) {

    private static final String CLASS = ".class";

    ClassPath {
        entries = List.copyOf(entries);
    }

    /** @param text entries as {@code java -cp} takes them; {@code lib/*} is every jar in a folder */
    static ClassPath of(String text) {
        var entries = new ArrayList<Path>();
        for (String entry : text.split(File.pathSeparator, -1)) {
            if (entry.endsWith("*")) {
                entries.addAll(jars(Path.of(entry.substring(0, entry.length() - 1))));
            } else if (!entry.isBlank()) {
                entries.add(Path.of(entry.strip()));
            }
        }
        List<String> missing = entries.stream()
                .filter(entry -> !Files.exists(entry))
                .map(Path::toString)
                .toList();
        if (!missing.isEmpty()) {
            throw refused("there is no " + String.join(", no ", missing) + ".");
        }
        return new ClassPath(entries);
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ClassPath::isJar).sorted().toList();
        } catch (IOException e) {
            throw refused("the folder " + folder + " cannot be read.");
        }
    }

    /** Classes of the JDK and of these entries, and nothing of this program's. */
    URLClassLoader open() {
        return new URLClassLoader(
                "application",
                entries.stream().map(ClassPath::url).toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
    }

    /** The class of this name, or every class in the package of this name and those below it. */
    List<String> classes(String name) {
        var found = new ArrayList<String>();
        for (Path entry : entries) {
            try {
                if (Files.isDirectory(entry)) {
                    found.addAll(classes(entry, name));
                } else if (isJar(entry)) {
                    try (FileSystem jar = FileSystems.newFileSystem(entry)) {
                        found.addAll(classes(jar.getPath("/"), name));
                    }
                }
            } catch (IOException e) {
                throw refused(entry + " cannot be read: " + e.getMessage());
            }
        }
        return found.stream().distinct().sorted().toList();
    }

    private static List<String> classes(Path root, String name) throws IOException {
        Path folder = root.resolve(name.replace(".", root.getFileSystem().getSeparator()));
        Path file = folder.resolveSibling(folder.getFileName() + CLASS);
        try (Stream<Path> below = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
            return Stream.concat(below, Stream.of(file).filter(Files::exists))
                    .map(each -> root.relativize(each).toString())
                    .filter(each -> each.endsWith(CLASS))
                    .map(each -> each.substring(0, each.length() - CLASS.length())
                            .replace(root.getFileSystem().getSeparator(), "."))
                    .toList();
        }
    }

    private static boolean isJar(Path entry) {
        return entry.toString().endsWith(".jar");
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw refused(entry + " has no URL.");
        }
    }

    private static UsageException refused(String why) {
        return new UsageException("--classpath refused: " + why);
    }
}
