package io.tenancy.postgres.schema;

import io.tenancy.SchemaName;

/**
 * The role, without login, that alone may use the schema of one tenant; a transaction takes it with its binding.
 * Immutable.
 *
 * <p>Roles belong to the whole cluster, schemas to one database. The name therefore comes from both: with the schema's
 * name alone, the same schema in a second database of the cluster would be open to the same role.
 */
public record SchemaRole(Identifier name) {

    /**
     * The role of a schema.
     *
     * @param database what {@code current_database()} gives there, not an alias of a connection pooler
     */
    public static SchemaRole of(String database, SchemaName schema) {
        return new SchemaRole(Identifier.generated(schema.value(), database + "." + schema));
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
