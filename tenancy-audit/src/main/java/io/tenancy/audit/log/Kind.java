package io.tenancy.audit.log;

/** What happened to a row, or to the tenant. */
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
    ERASED,
    /** The tenant was added to the registry. */
    TENANT_REGISTERED,
    /** The tenant's status or placement changed; whether it is suspended, dropped or moved, the values tell. */
    TENANT_CHANGED,
    /** Something that was tried in the tenant's name was refused. */
    ACCESS_REFUSED,
    /** An operator began to look across the tenants of a server, this one among them. */
    OPERATOR_ENTERED,
    /** An operator read this trail. */
    TRAIL_READ,
    /** Something of the application's own. */
    NOTED
}
