package io.tenancy.migrate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Settings by key: what was typed is stronger than the environment, and that is stronger than the file. Immutable; its
 * text shows no value.
 *
 * @param asked passwords that were given at a prompt, by owner
 */
record Settings(
        Map<String, String> asked,
        Map<String, String> typed,
        Map<String, String> environment,
        Map<String, String> file) {

    private static final String PASSWORD = ".password";

    private record Source(Map<String, String> values, UnaryOperator<String> name) {

        Optional<String> find(String key) {
            return Optional.ofNullable(values.get(name.apply(key)));
        }
    }

    Settings {
        asked = Map.copyOf(asked);
        typed = Map.copyOf(typed);
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
    }

    Optional<String> find(String key) {
        return sources().stream()
                .flatMap(source -> source.find(key).stream())
                .filter(value -> !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    /**
     * The password of {@code control} or {@code server.NAME.owner}: itself, or the first line of the file that
     * {@code OWNER.password-file} names.
     *
     * @param problems gets one if there is none
     */
    Optional<String> findPassword(String owner, List<String> problems) {
        Optional<String> given = Optional.ofNullable(asked.get(owner));
        if (given.isPresent()) {
            return given;
        }
        String key = owner + PASSWORD;
        String fileKey = key + "-file";
        for (Source source : sources()) {
            Optional<String> password = source.find(key);
            if (password.isPresent()) {
                return password;
            }
            Optional<String> path = source.find(fileKey);
            if (path.isPresent()) {
                return firstLine(fileKey, path.get(), problems);
            }
        }
        problems.add("'" + key + "' is missing: set " + variable(key) + " in the environment, let " + fileKey
                + " name a file that holds it, or be asked by --ask-password " + owner + ".");
        return Optional.empty();
    }

    /** Keys of which it is certain that they were meant for this program. */
    Set<String> keys() {
        var keys = new TreeSet<>(typed.keySet());
        keys.addAll(file.keySet());
        return keys;
    }

    /** Such as {@code TENANCY_SERVER_MAIN_URL} for {@code server.main.url}. */
    static String variable(String key) {
        return "TENANCY_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    static boolean isPassword(String key) {
        return key.endsWith(PASSWORD);
    }

    private List<Source> sources() {
        return List.of(
                new Source(typed, key -> key),
                new Source(environment, Settings::variable),
                new Source(file, key -> key));
    }

    private static Optional<String> firstLine(String key, String path, List<String> problems) {
        try {
            List<String> lines = Files.readAllLines(Path.of(path.strip()));
            if (!lines.isEmpty()) {
                return Optional.of(lines.get(0));
            }
            problems.add("The file that '" + key + "' names is empty.");
        } catch (IOException e) {
            problems.add("The file that '" + key + "' names cannot be read: "
                    + e.getClass().getSimpleName() + ".");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "settings " + keys();
    }
}
