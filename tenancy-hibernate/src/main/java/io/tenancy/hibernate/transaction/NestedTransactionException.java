package io.tenancy.hibernate.transaction;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work was begun within a transaction of the same thread. It could not be run again by itself, and would wait
 * for a second connection while it holds one.
 */
public final class NestedTransactionException extends TenancyException {

    NestedTransactionException(@Nullable TenantId tenant) {
        super(
                tenant,
                "Unit of work" + Units.of(tenant) + " refused: expected no open transaction on thread '"
                        + Thread.currentThread().getName() + "', found one. Begin the unit of work around it, use the"
                        + " session at hand, or Savepoints.in(session) for a part that may fail.",
                null);
    }
}
