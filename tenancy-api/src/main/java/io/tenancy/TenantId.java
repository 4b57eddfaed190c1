package io.tenancy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a tenant: 1 to 63 characters of {@code [a-z0-9_-]}, starting with a letter or a digit.
 *
 * <p>It reaches SQL only as a bind value and is never made into a schema name; the schema is a field of the tenant's
 * {@link Placement}. Ordered by character code. Immutable, hence safe for use by several threads.
 */
public record TenantId(String value) implements Comparable<TenantId> {

    private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /** @throws IllegalArgumentException if the value breaks the rule; the message does not repeat hostile characters */
    public TenantId {
        if (!RULE.matcher(value).matches()) {
            throw new IllegalArgumentException("Tenant id " + Printable.of(value)
                    + " refused: expected 1 to 63 characters of [a-z0-9_-], starting with a letter or a digit.");
        }
    }

    /** @throws IllegalArgumentException if the value breaks the rule */
    public static TenantId of(String value) {
        return new TenantId(value);
    }

    /** The id, if the value keeps the rule: for text that a client sent. */
    public static Optional<TenantId> parse(String untrusted) {
        return RULE.matcher(untrusted).matches() ? Optional.of(new TenantId(untrusted)) : Optional.empty();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that it can stand in a message or a log line as it is. */
    @Override
    public String toString() {
        return value;
    }
}
