package io.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a PostgreSQL schema: at most 63 bytes of {@code [a-z0-9_]}, starting with a letter or an underscore.
 *
 * <p>PostgreSQL cuts longer names off without an error, which would make two tenants share one schema; names that start
 * with {@code pg_} belong to PostgreSQL, and {@code public} is everybody's.
 */
public record SchemaName(String value) {

    private static final Pattern RULE = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");
    private static final int READABLE = 40;

    /** @throws IllegalArgumentException if the value breaks the rule */
    public SchemaName {
        if (!RULE.matcher(value).matches() || value.equals("public") || value.equals("information_schema")) {
            throw new IllegalArgumentException("Schema name " + Printable.of(value)
                    + " refused: expected 1 to 63 characters of [a-z0-9_], starting with a letter or an underscore,"
                    + " not starting with 'pg_', and neither 'public' nor 'information_schema'.");
        }
    }

    /** @throws IllegalArgumentException if the value breaks the rule */
    public static SchemaName of(String value) {
        return new SchemaName(value);
    }

    /**
     * A name for the schema of a tenant: always the same for the same id, readable, and with 16 hexadecimal digits of
     * the id's SHA-256, so that ids which differ only in {@code -} and {@code _} or behind a long prefix stay apart.
     */
    public static SchemaName generatedFor(TenantId tenant) {
        String readable = tenant.value().replace('-', '_');
        String shortened = readable.length() <= READABLE ? readable : readable.substring(0, READABLE);
        return new SchemaName("t_" + shortened + "_" + digest(tenant.value()));
    }

    @Override
    public String toString() {
        return value;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
