package io.tenancy.migrate.drift;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a schema that is not as in the reference. Immutable.
 *
 * @param object such as {@code column item.note}, without the schema
 * @param expected how the reference has it, as PostgreSQL prints it; null if it has none
 * @param found how the schema has it; null if it has none
 */
public record Difference(String object, @Nullable String expected, @Nullable String found) {

    private static final int SHOWN = 200;

    public Optional<String> findExpected() {
        return Optional.ofNullable(expected);
    }

    public Optional<String> findFound() {
        return Optional.ofNullable(found);
    }

    /** All of it in one line, long definitions cut off. */
    public String sentence() {
        return object + ": expected " + shown(expected, found) + ", found " + shown(found, expected);
    }

    /** From shortly before the first character that differs. */
    private static String shown(@Nullable String text, @Nullable String other) {
        if (text == null) {
            return "nothing";
        }
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= SHOWN) {
            return "\"" + line + "\"";
        }
        String against = other == null ? "" : other.replaceAll("\\s+", " ").strip();
        int same = 0;
        while (same < Math.min(line.length(), against.length()) && line.charAt(same) == against.charAt(same)) {
            same++;
        }
        int from = Math.max(0, Math.min(same - SHOWN / 4, line.length() - SHOWN));
        return "\"" + (from == 0 ? "" : "…") + line.substring(from, from + SHOWN)
                + (from + SHOWN < line.length() ? "…" : "") + "\"";
    }
}
