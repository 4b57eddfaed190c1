package io.tenancy.hibernate.softdelete;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Rows cannot be deleted while another one refers to them that forbids it. The transaction is rolled back in any case. */
public final class DeleteRefusedException extends SoftDeleteException {

    private final String association;

    DeleteRefusedException(@Nullable TenantId tenant, String entity, String association, Object holder) {
        super(
                tenant,
                entity,
                holder,
                "Delete of " + entity + " refused: " + association + " of #" + holder
                        + " refers to it, and says REFUSE. Delete or change that row first.",
                null);
        this.association = association;
    }

    /** The association that says REFUSE, such as {@code Invoice.customer}; {@link #id()} is the id of its row. */
    public String association() {
        return association;
    }
}
