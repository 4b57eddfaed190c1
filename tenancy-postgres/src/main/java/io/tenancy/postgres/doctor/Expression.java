package io.tenancy.postgres.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition, as the wall writes it or as PostgreSQL prints it, without what the printing adds: parentheses, a cast of
 * constants to text, the name of a sub-select's column. Two conditions of the wall's kind are the same if what is left
 * is: none of them has operators whose order parentheses could change.
 */
record Expression(List<String> words) {

    private static final Pattern WORD =
            Pattern.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|::|[\\p{L}_][\\p{L}\\p{N}_$]*|\\p{N}+|\\S");

    static Expression of(String sql) {
        var words = new ArrayList<String>();
        Matcher matcher = WORD.matcher(sql);
        while (matcher.find()) {
            String word = matcher.group();
            if (!word.equals("(") && !word.equals(")")) {
                words.add(word);
            }
        }
        removeAliases(words);
        removeCasts(words);
        return new Expression(words.stream().map(Expression::bare).toList());
    }

    /** The same for a column that PostgreSQL casts to text before it compares it: varchar. */
    Expression withoutCastOf(String column) {
        var left = new ArrayList<>(words);
        if (left.size() > 2 && left.subList(0, 3).equals(List.of(column, "::", "text"))) {
            left.subList(1, 3).clear();
        }
        return new Expression(List.copyOf(left));
    }

    private static String bare(String word) {
        if (word.startsWith("\"")) {
            return word.substring(1, word.length() - 1).replace("\"\"", "\"");
        }
        return word.startsWith("'") ? word : word.toLowerCase(Locale.ROOT);
    }

    private static void removeAliases(List<String> words) {
        for (int i = words.size() - 2; i >= 0; i--) {
            if (words.get(i).equals("AS")) {
                words.subList(i, i + 2).clear();
            }
        }
    }

    private static void removeCasts(List<String> words) {
        for (int i = words.size() - 3; i >= 0; i--) {
            if (words.get(i).startsWith("'")
                    && words.get(i + 1).equals("::")
                    && words.get(i + 2).equals("text")) {
                words.subList(i + 1, i + 3).clear();
            }
        }
    }
}
