package io.tenancy.hibernate.softdelete;

import io.tenancy.TenantId;
import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.refusal.TenancyException;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Something that soft deletion refuses, about one row. */
public abstract class SoftDeleteException extends TenancyException {

    private final String entity;
    private final @Nullable Object id;

    SoftDeleteException(
            @Nullable TenantId tenant, String entity, @Nullable Object id, String message, @Nullable Throwable cause) {
        super(tenant, message + (tenant == null ? "" : " Tenant: '" + tenant + "'."), cause);
        this.entity = entity;
        this.id = id;
    }

    /** The name of the entity. */
    public final String entity() {
        return entity;
    }

    /** The id of the row; null if it is about no single one. */
    public final @Nullable Object id() {
        return id;
    }

    static @Nullable TenantId tenantOf(SharedSessionContract session) {
        SessionTenant tenant = SessionTenant.of(session.unwrap(SharedSessionContractImplementor.class));
        return tenant == null || tenant.isOperator() ? null : tenant.tenant();
    }
}
