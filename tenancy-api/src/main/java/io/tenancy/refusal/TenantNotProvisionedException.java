package io.tenancy.refusal;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** The directory gives the tenant a schema that its server does not have, or whose role the application may not take. */
public final class TenantNotProvisionedException extends TenancyException {

    private final SchemaName schema;

    public TenantNotProvisionedException(TenantId tenant, SchemaName schema, @Nullable Throwable cause) {
        super(
                tenant,
                "Tenant '" + tenant + "' refused: its server has no role for schema '" + schema
                        + "', or the application may not take it. Create the schema with its role (TenantSchemas), or"
                        + " correct the tenant's placement.",
                cause);
        this.schema = schema;
    }

    public SchemaName schema() {
        return schema;
    }
}
