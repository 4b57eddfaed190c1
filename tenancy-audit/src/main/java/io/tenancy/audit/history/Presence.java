package io.tenancy.audit.history;

/** Whether a row was there. */
public enum Presence {
    THERE,
    ABSENT,
    /** The trail does not say: it has nothing of the row from before, and nothing later that tells. */
    UNKNOWN
}
