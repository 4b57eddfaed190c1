package io.tenancy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The version of a schema, as Flyway counts: numbers between dots or underscores. {@code 1.0} equals {@code 1}, and
 * {@code 1.10} follows {@code 1.9}. Immutable.
 */
public final class SchemaVersion implements Comparable<SchemaVersion> {

    private static final Pattern RULE = Pattern.compile("\\d{1,40}([._]\\d{1,40}){0,20}");

    private final String text;
    /** Without zeros at the end, which change no version. */
    private final List<BigInteger> parts;

    private SchemaVersion(String text) {
        this.text = text;
        this.parts = parts(text);
    }

    /** @throws IllegalArgumentException if the text is none */
    public static SchemaVersion of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("Schema version " + Printable.of(text)
                        + " refused: expected numbers between dots, such as 3 or 3.1."));
    }

    /** Empty if the text is none. */
    public static Optional<SchemaVersion> parse(String text) {
        return RULE.matcher(text).matches() ? Optional.of(new SchemaVersion(text)) : Optional.empty();
    }

    private static List<BigInteger> parts(String text) {
        List<BigInteger> all =
                Stream.of(text.split("[._]", -1)).map(BigInteger::new).toList();
        int end = all.size();
        while (end > 1 && all.get(end - 1).signum() == 0) {
            end--;
        }
        return all.subList(0, end);
    }

    @Override
    public int compareTo(SchemaVersion other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaVersion version && parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
