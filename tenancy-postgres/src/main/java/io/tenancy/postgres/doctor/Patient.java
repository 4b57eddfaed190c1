package io.tenancy.postgres.doctor;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;

/** A schema that the doctor examines, and how its tenants are meant to be kept apart. Immutable. */
public sealed interface Patient {

    SchemaName schema();

    /** Tables shared by many tenants, each behind a row wall. */
    record SharedRows(SchemaName schema) implements Patient {}

    /** The schema of one tenant. */
    record OwnSchema(SchemaName schema, TenantId tenant) implements Patient {}

    /** A schema in the database of one tenant. */
    record OwnDatabase(SchemaName schema, TenantId tenant) implements Patient {}

    /** @throws IllegalArgumentException if the name breaks the rule of {@link SchemaName} */
    static Patient sharedRows(String schema) {
        return new SharedRows(SchemaName.of(schema));
    }

    /** @throws IllegalArgumentException if a name breaks the rule of {@link SchemaName} or {@link TenantId} */
    static Patient ownSchema(String schema, String tenant) {
        return new OwnSchema(SchemaName.of(schema), TenantId.of(tenant));
    }

    /** @throws IllegalArgumentException if a name breaks the rule of {@link SchemaName} or {@link TenantId} */
    static Patient ownDatabase(String schema, String tenant) {
        return new OwnDatabase(SchemaName.of(schema), TenantId.of(tenant));
    }
}
