package io.tenancy.hibernate.repository;

import io.tenancy.TenantId;
import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.refusal.TenancyException;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** A row that has to be there is not, or it is another tenant's, which looks the same. */
public final class RowMissingException extends TenancyException {

    private final String entity;
    private final Object id;

    private RowMissingException(String entity, Object id, @Nullable TenantId tenant) {
        super(
                tenant,
                entity + "#" + id + " is missing" + (tenant == null ? "" : " for tenant '" + tenant + "'")
                        + ". Check the id and the tenant, or use find and treat its absence.",
                null);
        this.entity = entity;
        this.id = id;
    }

    static RowMissingException in(SharedSessionContract session, Class<?> entity, Object id) {
        SessionTenant tenant = SessionTenant.of(session.unwrap(SharedSessionContractImplementor.class));
        return new RowMissingException(entity.getSimpleName(), id, tenant.isOperator() ? null : tenant.tenant());
    }

    /** The name of the entity. */
    public String entity() {
        return entity;
    }

    public Object id() {
        return id;
    }
}
