package io.tenancy.postgres.pool;

import io.tenancy.SchemaName;
import io.tenancy.postgres.schema.Identifier;

/** The search path of a tenant: its schema, then the reference data. Never {@code public}. */
public final class SearchPath {

    private SearchPath() {}

    /** Quoted: PostgreSQL reads the setting as a list of names. */
    public static String of(Server server, SchemaName schema) {
        String path = quoted(schema);
        SchemaName reference = server.reference();
        return reference == null ? path : path + ", " + quoted(reference);
    }

    private static String quoted(SchemaName schema) {
        return Identifier.of(schema.value()).quoted();
    }
}
