package io.tenancy.postgres.schema;

/** The name of a table or sequence with its schema, so that no search path decides what it means. Immutable. */
public record QualifiedName(Identifier schema, Identifier name) {

    /** @throws IllegalArgumentException if a name breaks the rule of {@link Identifier} */
    public static QualifiedName of(String schema, String name) {
        return new QualifiedName(Identifier.of(schema), Identifier.of(name));
    }

    /** Both names in double quotes, fit for SQL. */
    public String quoted() {
        return schema.quoted() + "." + name.quoted();
    }

    /** The bare names, for messages; SQL takes {@link #quoted()}. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
