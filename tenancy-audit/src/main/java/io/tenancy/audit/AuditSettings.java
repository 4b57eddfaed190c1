package io.tenancy.audit;

/** Settings of the audit trail, given as settings of Hibernate. */
public final class AuditSettings {

    /** What becomes of statements that write to recorded tables past the trail: a {@link RawWrites} or its name. */
    public static final String RAW_WRITES = "tenancy.audit.raw_writes";

    /**
     * How many changed rows a transaction holds in memory at most; then they are written, and what happens to them later
     * is an event of its own. 1000 if nothing is said.
     */
    public static final String ROWS_AT_MOST = "tenancy.audit.rows_at_most";

    /** Who hears what was recorded: an {@link io.tenancy.audit.listener.AuditListener}. */
    public static final String LISTENER = "tenancy.audit.listener";

    private AuditSettings() {}
}
