package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.CompositeKeys.OnDelete;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** The tables that the walls are tried on: entities, a collection, a partitioned table, one without a key. */
final class Library {

    private static final CompositeKeys KEYS = CompositeKeys.of(TenantColumn.text("tenant_id"));

    private Library() {}

    static Roles roles(TestDatabase database) {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }

    /** What the owner's migrations make in a schema, with a tenant column of this type. */
    static String tables(String schema, String tenantType) {
        String s = Identifier.of(schema).quoted();
        return """
               create table %1$s.author (tenant_id %2$s, id bigint, name text, %3$s);
               create table %1$s.post (tenant_id %2$s, id bigint, title text, author_id bigint, %3$s, %4$s, %5$s);
               create table %1$s.post_tag (post_id bigint not null, tag text not null, tenant_id %2$s, %6$s, %7$s);
               create table %1$s.visit (tenant_id %2$s, id bigint, year int, %8$s) partition by list (year);
               create table %1$s.visit_2025 partition of %1$s.visit for values in (2025);
               create table %1$s.visit_2026 partition of %1$s.visit for values in (2026);
               create table %1$s.note (tenant_id %2$s, body text);
               create sequence %1$s.post_seq;
               """
                .formatted(
                        s,
                        tenantType,
                        KEYS.primaryKey("id"),
                        KEYS.unique("title"),
                        KEYS.foreignKey("author_id", QualifiedName.of(schema, "author"), "id", OnDelete.SET_NULL),
                        KEYS.primaryKey("post_id", "tag"),
                        KEYS.foreignKey("post_id", QualifiedName.of(schema, "post"), "id", OnDelete.CASCADE),
                        KEYS.primaryKey("id", "year"));
    }

    static void run(TestDatabase database, Ddl ddl) throws SQLException {
        try (Connection connection = database.connectAs(database.owner())) {
            connection.setAutoCommit(false);
            ddl.runOn(connection);
            connection.commit();
        }
    }
}
