package io.tenancy;

/**
 * Where a tenant's data lives. Entities, repositories and service code are the same for all three, and a tenant can be
 * moved from one to another. Immutable.
 */
public sealed interface Placement {

    /** The server that holds the data. */
    ServerName server();

    /** Rows in tables shared with other tenants, kept apart by row-level security. */
    record SharedRows(ServerName server) implements Placement {}

    /** A schema of its own, kept apart by a role that alone may use the schema. */
    record OwnSchema(ServerName server, SchemaName schema) implements Placement {}

    /** A database of its own, kept apart by a login that can connect to no other. */
    record OwnDatabase(ServerName server) implements Placement {}

    /** @throws IllegalArgumentException if the name breaks the rule of {@link ServerName} */
    static Placement sharedRows(String server) {
        return new SharedRows(ServerName.of(server));
    }

    /** @throws IllegalArgumentException if a name breaks the rule of {@link ServerName} or {@link SchemaName} */
    static Placement ownSchema(String server, String schema) {
        return new OwnSchema(ServerName.of(server), SchemaName.of(schema));
    }

    /** @throws IllegalArgumentException if the name breaks the rule of {@link ServerName} */
    static Placement ownDatabase(String server) {
        return new OwnDatabase(ServerName.of(server));
    }
}
