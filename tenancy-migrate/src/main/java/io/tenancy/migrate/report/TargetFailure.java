package io.tenancy.migrate.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a target was not migrated. Immutable; holds no rows.
 *
 * @param script null if it was none
 * @param line of the statement in the script; 0 if unknown
 * @param sqlState as PostgreSQL gave it; null if it did not
 */
public record TargetFailure(String message, @Nullable String script, int line, @Nullable String sqlState) {

    public static TargetFailure of(String message) {
        return new TargetFailure(message, null, 0, null);
    }

    /** All of it in one line. */
    public String sentence() {
        String where = script == null ? "" : script + (line > 0 ? " line " + line : "");
        return Stream.of(where, sqlState == null ? "" : "SQL state " + sqlState, message)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", "", ""));
    }
}
