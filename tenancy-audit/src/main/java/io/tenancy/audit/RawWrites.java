package io.tenancy.audit;

/** What becomes of HQL, criteria and native SQL that write to recorded tables past the trail. */
public enum RawWrites {
    /** Nothing is sent. What counts if nothing is said. */
    REFUSE,
    /** The write goes on unrecorded, and the log of the application says so. For a time of change. */
    WARN
}
