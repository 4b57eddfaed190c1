package io.tenancy.postgres.schema;

import io.tenancy.SchemaName;
import io.tenancy.refusal.TenancyException;

/** A tenant's schema cannot be made because its name, or the name of its role, is taken. */
public final class SchemaExistsException extends TenancyException {

    private final SchemaName schema;

    SchemaExistsException(TenantSchema schema, Throwable cause) {
        super(
                null,
                "Creation of schema '" + schema.name() + "' refused: the schema or its role '" + schema.role()
                        + "' exists already. A tenant's schema is never shared: choose another name, or remove the"
                        + " old schema first.",
                cause);
        this.schema = schema.name();
    }

    public SchemaName schema() {
        return schema;
    }
}
