package io.tenancy.audit;

/** How much of a value the audit trail keeps. */
public enum Detail {
    /** The value as it was and as it is. */
    VALUE,
    /** The SHA-256 of the value: whether it is still the same, not what it is. For what is large. */
    DIGEST,
    /** That it changed. For what must not be kept twice; a digest of what has few values can be guessed. */
    REDACTED,
    /** Nothing; a change of nothing else leaves no trace. */
    NOTHING
}
