package io.tenancy.hibernate.softdelete;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** A living row has the unique values of a row that was to be restored. */
public final class RestoreConflictException extends SoftDeleteException {

    private final String constraint;
    private final Object livingId;

    RestoreConflictException(
            @Nullable TenantId tenant, String entity, Object id, Object livingId, String constraint, Throwable cause) {
        super(
                tenant,
                entity,
                id,
                "Restore of " + entity + "#" + id + " refused: " + entity + "#" + livingId
                        + " lives and has the same values" + " in '" + constraint
                        + "'. Change or delete one of the two.",
                cause);
        this.constraint = constraint;
        this.livingId = livingId;
    }

    /** The unique key that both have; {@link #id()} is the deleted row's. */
    public String constraint() {
        return constraint;
    }

    /** The id of the row that lives. */
    public Object livingId() {
        return livingId;
    }
}
