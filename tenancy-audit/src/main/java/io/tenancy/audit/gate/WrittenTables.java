package io.tenancy.audit.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that a statement of PostgreSQL names as its targets, in common table expressions and the text of a DO block
 * too. What functions and triggers write, a statement does not say.
 */
final class WrittenTables {

    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'"
                    + "|\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|(?<dot>\\.)|(?<other>\\S)",
            Pattern.DOTALL);

    /** What stands before UPDATE where it is no statement: {@code for update}, {@code for no key update}, {@code do update}. */
    private static final Set<String> NO_UPDATE = Set.of("for", "key", "do", "on", "before", "after", "or");

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> written = new LinkedHashSet<>();

    private WrittenTables(String sql) {
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (matcher.group("quoted") != null) {
                tokens.add("\"" + matcher.group("quoted").replace("\"\"", "\""));
            } else if (matcher.group("word") != null) {
                tokens.add(matcher.group("word").toLowerCase(Locale.ROOT));
            } else if (matcher.group("dot") != null) {
                tokens.add(".");
            } else if (matcher.group("other") != null) {
                tokens.add(matcher.group("other"));
            }
        }
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
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i)) {
                case "insert", "merge" -> afterWord(i, "into");
                case "delete" -> afterWord(i, "from");
                case "update" -> {
                    if (i == 0 || !NO_UPDATE.contains(tokens.get(i - 1))) {
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
        return index < tokens.size() ? tokens.get(index) : "";
    }
}
