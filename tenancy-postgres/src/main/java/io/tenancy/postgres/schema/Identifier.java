package io.tenancy.postgres.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import org.postgresql.core.Utils;

/**
 * The name of a table, column, role or other object, and the only class that quotes one. Immutable.
 *
 * <p>At most 63 bytes of UTF-8: PostgreSQL cuts longer names off with no more than a notice, so that two names become
 * one. No control characters: they have no use in a name and would end a comment of a script.
 */
public record Identifier(String name) {

    private static final int MOST_BYTES = 63;
    private static final int DIGEST_BYTES = 8;

    /** @throws IllegalArgumentException if the name breaks the rule; the message does not repeat hostile characters */
    public Identifier {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "SQL identifier refused: expected text without control characters and lone surrogates.");
        }
        int bytes = bytes(name);
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("SQL identifier refused: it has " + bytes
                    + " bytes in UTF-8, expected 1 to " + MOST_BYTES + ". Choose a shorter name.");
        }
    }

    /** @throws IllegalArgumentException if the name breaks the rule */
    public static Identifier of(String name) {
        return new Identifier(name);
    }

    /**
     * A name that people can read and that no other source gives: as much of the readable text as fits, and 16
     * hexadecimal digits of the source's SHA-256. Always the same for the same arguments.
     */
    public static Identifier generated(String readable, String source) {
        String digest = "_" + digest(source);
        var start = new StringBuilder();
        readable.codePoints()
                .takeWhile(c -> bytes(start.toString()) + bytes(Character.toString(c)) + digest.length() <= MOST_BYTES)
                .forEach(start::appendCodePoint);
        return new Identifier(start + digest);
    }

    /** The name in double quotes, fit for SQL. */
    public String quoted() {
        try {
            return Utils.escapeIdentifier(new StringBuilder(), name).toString();
        } catch (SQLException e) {
            throw new AssertionError("the driver refuses only NUL, which no identifier has", e);
        }
    }

    /** The bare name, for messages; SQL takes {@link #quoted()}. */
    @Override
    public String toString() {
        return name;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String digest(String source) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
