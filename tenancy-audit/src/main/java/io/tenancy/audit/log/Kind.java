package io.tenancy.audit.log;

/** What happened to a row. */
public enum Kind {
    INSERT,
    UPDATE,
    DELETE,
    /** Inserted or updated, whichever it was. */
    UPSERT,
    /** Hidden until it is restored or purged. */
    SOFT_DELETE,
    RESTORE,
    /** Deleted for good that was deleted softly. */
    PURGE,
    /** A statement changed rows that are not told one by one; the event has its text and their number. */
    STATEMENT,
    /** Values of events were erased from the log; the events are still there. */
    ERASED
}
