package io.tenancy.hibernate.transaction;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost during COMMIT: the unit of work may have been committed or not, and running it again may do it
 * twice.
 */
public final class UnknownOutcomeException extends TenancyException {

    private final @Nullable String transaction;

    UnknownOutcomeException(@Nullable TenantId tenant, @Nullable CommitTicket ticket, RuntimeException cause) {
        super(
                tenant,
                "Commit" + Units.of(tenant) + " lost its connection: expected an answer, found none, so that it may be"
                        + " done or not. "
                        + (ticket == null
                                ? "Look for its effect before it is run again; with withOutcomeCheck() the server is asked."
                                : "The server could not tell the fate of transaction " + ticket.transaction()
                                        + ". Look for its effect before it is run again."),
                cause);
        this.transaction = ticket == null ? null : ticket.transaction();
    }

    /** PostgreSQL's id of the transaction, for {@code pg_xact_status}, if it was asked for before COMMIT. */
    public Optional<String> findTransaction() {
        return Optional.ofNullable(transaction);
    }
}
