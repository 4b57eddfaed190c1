package io.tenancy.audit.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement of PostgreSQL consists of, without comments. Immutable. */
record SqlTokens(String sql, List<Token> list) {

    /**
     * One of them.
     *
     * @param text in lower case; of a quoted name the name, after one quote; of a literal nothing but a quote
     * @param depth how many parentheses are open around it
     */
    record Token(String text, int start, int end, int depth) {}

    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|\\?\\?|(?<literal>[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*')"
                    + "|\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|(?<other>\\S)",
            Pattern.DOTALL);

    static SqlTokens of(String sql) {
        var tokens = new ArrayList<Token>();
        Matcher matcher = TOKEN.matcher(sql);
        int depth = 0;
        while (matcher.find()) {
            String text = text(matcher);
            if (text.equals(")")) {
                depth--;
            }
            if (!text.isEmpty()) {
                tokens.add(new Token(text, matcher.start(), matcher.end(), depth));
            }
            if (text.equals("(")) {
                depth++;
            }
        }
        return new SqlTokens(sql, tokens);
    }

    private static String text(Matcher matcher) {
        if (matcher.group("quoted") != null) {
            return "\"" + matcher.group("quoted").replace("\"\"", "\"");
        }
        if (matcher.group("word") != null) {
            return matcher.group("word").toLowerCase(Locale.ROOT);
        }
        if (matcher.group("literal") != null) {
            return "'";
        }
        return matcher.group("other") == null ? "" : matcher.group("other");
    }

    /** Empty beyond the end. */
    String text(int index) {
        return index >= 0 && index < list.size() ? list.get(index).text() : "";
    }

    /** Whether it stands there outside of all parentheses. */
    boolean isAt(int index, String word) {
        return text(index).equals(word) && list.get(index).depth() == 0;
    }

    /** From a place on, outside of all parentheses; the end if it is not there. */
    int find(String word, int from) {
        for (int i = from; i < list.size(); i++) {
            // "is distinct from" begins no clause.
            if (isAt(i, word) && !(word.equals("from") && text(i - 1).equals("distinct"))) {
                return i;
            }
        }
        return list.size();
    }

    /** What the statement has from one of them up to another, that one left out. */
    String between(int from, int to) {
        if (from >= to) {
            return "";
        }
        return sql.substring(list.get(from).start(), list.get(to - 1).end());
    }

    int parameters(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += text(i).equals("?") ? 1 : 0;
        }
        return count;
    }
}
