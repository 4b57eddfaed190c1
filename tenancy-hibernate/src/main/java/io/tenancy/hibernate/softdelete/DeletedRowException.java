package io.tenancy.hibernate.softdelete;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** A write meant a row that is deleted. */
public final class DeletedRowException extends SoftDeleteException {

    DeletedRowException(
            @Nullable TenantId tenant, String operation, String entity, Object id, @Nullable Throwable cause) {
        super(
                tenant,
                entity,
                id,
                operation + " of " + entity + "#" + id
                        + " refused: the row is deleted. Restore it first, or insert one with another id.",
                cause);
    }
}
