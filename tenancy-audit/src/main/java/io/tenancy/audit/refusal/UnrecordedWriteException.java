package io.tenancy.audit.refusal;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import org.jspecify.annotations.Nullable;

/** A write would change recorded rows past the audit trail. Nothing was sent. */
public final class UnrecordedWriteException extends TenancyException {

    public UnrecordedWriteException(@Nullable TenantId tenant, String attempted, String instead) {
        super(
                tenant,
                attempted + " of tenant '" + tenant + "' refused: the audit trail would miss it. " + instead,
                null);
    }
}
