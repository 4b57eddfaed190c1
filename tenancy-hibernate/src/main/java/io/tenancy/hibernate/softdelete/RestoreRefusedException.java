package io.tenancy.hibernate.softdelete;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** A row cannot come back because the row that it goes along with is deleted by another operation. */
public final class RestoreRefusedException extends SoftDeleteException {

    private final String parentEntity;
    private final Object parentId;

    RestoreRefusedException(@Nullable TenantId tenant, SoftEntity.Reference association, Object id, Object parentId) {
        super(
                tenant,
                association.holder(),
                id,
                "Restore of " + association.holder() + "#" + id + " refused: its " + association.path() + ", "
                        + association.target() + "#" + parentId + ", stays deleted. Restore that first.",
                null);
        this.parentEntity = association.target();
        this.parentId = parentId;
    }

    /** The name of the entity that stays deleted. */
    public String parentEntity() {
        return parentEntity;
    }

    public Object parentId() {
        return parentId;
    }
}
