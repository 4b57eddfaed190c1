package io.tenancy.postgres.wall;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import java.util.Locale;

/** The tenant column's type cannot hold the tenant's id. Refused before any SQL runs. */
public final class UnfitTenantIdException extends TenancyException {

    private final TenantColumn column;

    UnfitTenantIdException(TenantId tenant, TenantColumn column) {
        super(
                tenant,
                "Tenant '" + tenant + "' refused: the tenant column '" + column.name() + "' is "
                        + column.type().name().toLowerCase(Locale.ROOT) + ", expected an id written as PostgreSQL"
                        + " prints such a value. Give the tenant such an id, or make the column text.",
                null);
        this.column = column;
    }

    public TenantColumn column() {
        return column;
    }
}
