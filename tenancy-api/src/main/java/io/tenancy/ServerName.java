package io.tenancy;

import java.util.regex.Pattern;

/**
 * The name of a server: one PostgreSQL database with its pools, such as {@code main} or {@code eu-2}.
 *
 * <p>1 to 40 characters of {@code [a-z0-9_-]}, starting with a letter or a digit; it appears in pool names and meters.
 */
public record ServerName(String value) {

    private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    /** @throws IllegalArgumentException if the value breaks the rule */
    public ServerName {
        if (!RULE.matcher(value).matches()) {
            throw new IllegalArgumentException("Server name " + Printable.of(value)
                    + " refused: expected 1 to 40 characters of [a-z0-9_-], starting with a letter or a digit.");
        }
    }

    /** @throws IllegalArgumentException if the value breaks the rule */
    public static ServerName of(String value) {
        return new ServerName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
