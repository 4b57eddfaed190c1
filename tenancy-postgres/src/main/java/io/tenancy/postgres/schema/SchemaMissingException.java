package io.tenancy.postgres.schema;

import io.tenancy.SchemaName;
import io.tenancy.refusal.TenancyException;

/** A tenant's schema cannot be removed because there is none. */
public final class SchemaMissingException extends TenancyException {

    private final SchemaName schema;

    SchemaMissingException(TenantSchema schema, Throwable cause) {
        super(
                null,
                "Removal of schema '" + schema.name() + "' refused: the schema or its role '" + schema.role()
                        + "' does not exist in this database. Check that this is the tenant's server.",
                cause);
        this.schema = schema.name();
    }

    public SchemaName schema() {
        return schema;
    }
}
