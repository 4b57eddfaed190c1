package io.tenancy.audit.refusal;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;

/** A statement changed more rows than it was to be recorded with. Nothing of the transaction can be committed. */
public final class TooManyRowsException extends TenancyException {

    private final long rows;
    private final long rowsAtMost;

    public TooManyRowsException(TenantId tenant, String attempted, long rows, long rowsAtMost) {
        super(
                tenant,
                attempted + " refused for tenant '" + tenant + "': expected at most " + rowsAtMost
                        + " rows to record one by one, found " + rows + ". The transaction is rolled back. Say"
                        + " withRowsAtMost, or record keysOnly() or asSummary().",
                null);
        this.rows = rows;
        this.rowsAtMost = rowsAtMost;
    }

    public long rows() {
        return rows;
    }

    public long rowsAtMost() {
        return rowsAtMost;
    }
}
