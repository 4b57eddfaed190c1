package io.tenancy.testkit.statement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shape of a statement: what it does, without the values that stand in it and without its comments. */
public final class Fingerprint {

    /** A text may be cut off by the server, so every quoted thing may also end with the text. */
    private static final Pattern TOKENS = Pattern.compile(
            """
            (?:"[^"]*+(?:""[^"]*+)*+"? | \\$\\d++)
            |(--[^\\n]*+ | /\\*.*?(?:\\*/|\\z) | \\s++)
            |([eE]'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+(?:'|\\z)
                | '[^']*+(?:''[^']*+)*+(?:'|\\z)
                | \\$(\\w*+)\\$.*?(?:\\$\\3\\$|\\z)
                | \\.?\\d[\\w.]*+)
            |(?:[\\p{L}_][\\p{L}\\p{N}_$]*+)
            """,
            Pattern.COMMENTS | Pattern.DOTALL);

    private static final int DROPPED = 1;
    private static final int VALUE = 2;

    private Fingerprint() {}

    public static String of(String statement) {
        return TOKENS.matcher(statement)
                .replaceAll(token -> {
                    if (token.group(DROPPED) != null) {
                        return " ";
                    }
                    return token.group(VALUE) != null ? "?" : Matcher.quoteReplacement(token.group());
                })
                .replaceAll(" {2,}", " ")
                .strip();
    }
}
