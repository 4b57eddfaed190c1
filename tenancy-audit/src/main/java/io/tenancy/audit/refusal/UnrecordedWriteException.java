package io.tenancy.audit.refusal;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A write would change recorded rows past the audit trail. Nothing of it stays. */
public final class UnrecordedWriteException extends TenancyException {

    private final Set<String> targets;

    /** @param targets the tables that would be written to, or the entity */
    public UnrecordedWriteException(@Nullable TenantId tenant, String attempted, Set<String> targets, String instead) {
        super(
                tenant,
                attempted + " refused for tenant '" + tenant + "': expected a write that the audit trail sees. "
                        + instead,
                null);
        this.targets = Set.copyOf(targets);
    }

    /** The tables that would have been written to, or the entity. */
    public Set<String> targets() {
        return targets;
    }
}
