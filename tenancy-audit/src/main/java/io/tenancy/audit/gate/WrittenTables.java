package io.tenancy.audit.gate;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tables that a statement of PostgreSQL names as its targets, in common table expressions and the text of a DO block
 * too. What functions and triggers write, a statement does not say.
 */
final class WrittenTables {

    /** What stands before UPDATE where it is no statement: {@code for update}, {@code for no key update}, {@code do update}. */
    private static final Set<String> NO_UPDATE = Set.of("for", "key", "do", "on", "before", "after", "or");

    private final SqlTokens tokens;
    private final Set<String> written = new LinkedHashSet<>();

    private WrittenTables(String sql) {
        tokens = SqlTokens.of(sql);
    }

    /** As the database names them, without schema. */
    static Set<String> in(String sql) {
        if (isPlainSelect(sql)) {
            return Set.of();
        }
        var statement = new WrittenTables(sql);
        statement.read();
        return statement.written;
    }

    /** Only what begins otherwise can hold a statement that writes. It is most of what is sent. */
    private static boolean isPlainSelect(String sql) {
        return sql.regionMatches(true, 0, "select ", 0, "select ".length());
    }

    private void read() {
        for (int i = 0; i < tokens.list().size(); i++) {
            switch (token(i)) {
                case "insert", "merge" -> afterWord(i, "into");
                case "delete" -> afterWord(i, "from");
                case "update" -> {
                    if (i == 0 || !NO_UPDATE.contains(token(i - 1))) {
                        name(i + 1);
                    }
                }
                case "truncate" -> truncated(token(i + 1).equals("table") ? i + 2 : i + 1);
                case "copy" -> name(i + 1);
                default -> {
                    // Nothing that writes begins here.
                }
            }
        }
    }

    private void afterWord(int index, String word) {
        if (token(index + 1).equals(word)) {
            name(index + 2);
        }
    }

    private void truncated(int index) {
        int after = name(index);
        while (token(after).equals(",")) {
            after = name(after + 1);
        }
    }

    /** Takes the last part of a name, and gives the place behind it. */
    private int name(int index) {
        int last = token(index).equals("only") ? index + 1 : index;
        while (token(last + 1).equals(".")) {
            last += 2;
        }
        String name = token(last);
        written.add(name.startsWith("\"") ? name.substring(1) : name);
        return token(last + 1).equals("*") ? last + 2 : last + 1;
    }

    private String token(int index) {
        return tokens.text(index);
    }
}
