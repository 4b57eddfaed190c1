package io.tenancy.migrate.history;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was applied to a schema, in its order. Immutable. */
record History(List<AppliedScript> rows) {

    private static final Pattern ROWS = Pattern.compile("\u001e");
    private static final Pattern COLUMNS = Pattern.compile("\u001f");
    private static final String NULL = "\u0002";

    static History parse(@Nullable String text) {
        return text == null || text.isEmpty()
                ? new History(List.of())
                : new History(ROWS.splitAsStream(text).map(History::row).toList());
    }

    Optional<String> findLastVersion() {
        return rows.stream()
                .filter(AppliedScript::success)
                .flatMap(row -> Optional.ofNullable(row.version()).stream())
                .reduce((first, second) -> second);
    }

    private static AppliedScript row(String text) {
        String[] columns = COLUMNS.split(text, -1);
        return new AppliedScript(
                columns[0].equals(NULL) ? null : columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4].equals(NULL) ? null : Integer.valueOf(columns[4]),
                columns[5].equals("t"));
    }
}
