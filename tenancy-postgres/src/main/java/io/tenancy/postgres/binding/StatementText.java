package io.tenancy.postgres.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.core.Parser;

/** The first words of a statement, comments and white space left out. */
final class StatementText {

    private StatementText() {}

    static List<String> firstWords(String sql, int count) {
        char[] text = sql.toCharArray();
        var words = new ArrayList<String>(count);
        int i = 0;
        while (i < text.length && words.size() < count) {
            char c = text[i];
            if (c == '-') {
                i = skip(i, Parser.parseLineComment(text, i));
            } else if (c == '/') {
                i = skip(i, Parser.parseBlockComment(text, i));
            } else if (Parser.isIdentifierStartChar(c)) {
                int end = i + 1;
                while (end < text.length && (Parser.isIdentifierContChar(text[end]) || text[end] == '.')) {
                    end++;
                }
                words.add(sql.substring(i, end).toLowerCase(Locale.ROOT));
                i = end;
            } else if (Character.isWhitespace(c) || c == '(' || c == '"') {
                i++;
            } else {
                break;
            }
        }
        return words;
    }

    /** The parsers answer with the last character of a comment, or with the start where there is none. */
    private static int skip(int start, int last) {
        return Math.max(start, last) + 1;
    }
}
