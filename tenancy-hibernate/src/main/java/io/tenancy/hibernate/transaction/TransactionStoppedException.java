package io.tenancy.hibernate.transaction;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import org.jspecify.annotations.Nullable;

/** A unit of work was stopped from outside before it was committed. Nothing of it was committed. */
public final class TransactionStoppedException extends TenancyException {

    /** Who stopped it. */
    public enum Reason {
        CANCELLED("it was cancelled"),
        DEADLINE("its time was up"),
        INTERRUPTED("its thread was interrupted while it waited for the next attempt");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;

    TransactionStoppedException(@Nullable TenantId tenant, Reason reason, @Nullable Throwable cause) {
        super(
                tenant,
                "Unit of work" + Units.of(tenant) + " stopped: " + reason.text + ". Nothing was committed.",
                cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
