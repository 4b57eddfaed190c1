package io.tenancy.refusal;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** A write would have changed a row of another tenant, or given a row to another tenant. */
public final class CrossTenantWriteException extends TenancyException {

    private final String entity;
    private final @Nullable Object entityId;
    private final @Nullable String rowTenant;

    /**
     * @param operation what was tried, such as {@code Insert} or {@code Delete}
     * @param rowTenant the tenant that the row says it belongs to; null if it says nothing
     */
    public CrossTenantWriteException(
            String operation, String entity, @Nullable Object entityId, @Nullable String rowTenant, TenantId current) {
        super(
                current,
                operation + " of " + entity + "#" + entityId + " refused: "
                        + (rowTenant == null
                                ? "it does not say which tenant it belongs to"
                                : "it belongs to tenant '" + rowTenant + "'")
                        + ", the session belongs to '" + current
                        + "'. Load the row inside the scope of its own tenant and change that one.",
                null);
        this.entity = entity;
        this.entityId = entityId;
        this.rowTenant = rowTenant;
    }

    public String entity() {
        return entity;
    }

    public @Nullable Object entityId() {
        return entityId;
    }

    public @Nullable String rowTenant() {
        return rowTenant;
    }
}
