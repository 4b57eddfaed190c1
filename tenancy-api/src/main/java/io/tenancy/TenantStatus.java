package io.tenancy;

/** What a tenant's life cycle allows its scopes to do. */
public enum TenantStatus {
    /** Its schema or rows are being made; nothing may run yet. */
    PROVISIONING(Access.NONE),
    /** Reads and writes. */
    ACTIVE(Access.READ_WRITE),
    /** Reads only, until somebody changes the status. */
    READ_ONLY(Access.READ),
    /** Nothing may run, until somebody changes the status. */
    SUSPENDED(Access.NONE),
    /** On its way to another placement: reads go on, writes wait until it has arrived. */
    MOVING(Access.READ),
    /** Its data is gone; the id stays taken. */
    ERASED(Access.NONE);

    /** The widest access that a status grants. */
    public enum Access {
        NONE,
        READ,
        READ_WRITE
    }

    private final Access access;

    TenantStatus(Access access) {
        this.access = access;
    }

    public Access access() {
        return access;
    }
}
