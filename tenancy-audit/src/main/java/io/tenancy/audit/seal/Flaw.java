package io.tenancy.audit.seal;

/**
 * Where a log is not what was sealed. It names the event, never its contents. Immutable.
 *
 * @param number of the event; of the batch where the seal itself is meant
 */
public record Flaw(Kind kind, long number, String text) {

    public enum Kind {
        /** The event is not as it was sealed. */
        EDITED,
        /** A sealed event is gone. */
        DELETED,
        /** An event stands where all events had been sealed without it. */
        INSERTED,
        /** A seal is missing, or not as it was made. */
        SEAL_CHANGED,
        /** The chain ends before a head that was anchored. */
        TRUNCATED
    }
}
