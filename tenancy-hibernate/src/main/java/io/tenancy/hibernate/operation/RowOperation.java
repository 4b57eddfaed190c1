package io.tenancy.hibernate.operation;

/** What the library does to rows by a statement of its own. */
public enum RowOperation {
    /** Changes attributes of them, and nothing more. */
    UPDATE,
    SOFT_DELETE,
    RESTORE,
    /** Deletes for good what is deleted softly. */
    PURGE
}
