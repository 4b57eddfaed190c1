package io.tenancy.audit.log;

/** What happened to a row. */
public enum Kind {
    INSERT,
    UPDATE,
    DELETE,
    /** Inserted or updated, whichever it was. */
    UPSERT,
    /** Values of events were erased from the log; the events are still there. */
    ERASED
}
