package io.tenancy.hibernate.transaction;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import org.jspecify.annotations.Nullable;

/** A unit of work met conflicts until it could not be attempted again. Nothing of it was committed. */
public final class RetriesExhaustedException extends TenancyException {

    private final int attempts;
    private final String conflict;

    RetriesExhaustedException(
            @Nullable TenantId tenant, int attempts, String conflict, String limit, RuntimeException last) {
        super(
                tenant,
                "Unit of work" + Units.of(tenant) + " given up after " + attempts + " attempt(s), the last one with '"
                        + conflict + "': " + limit + " Nothing was committed. Look for what so many change at once, or"
                        + " give it more time or attempts.",
                last);
        this.attempts = attempts;
        this.conflict = conflict;
    }

    public int attempts() {
        return attempts;
    }

    /** The SQLSTATE of the last conflict, or {@code version}. */
    public String conflict() {
        return conflict;
    }
}
