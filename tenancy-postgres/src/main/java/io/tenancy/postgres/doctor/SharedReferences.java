package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;

/** Foreign keys from tables that belong to no tenant to tables that do: everybody's row points to one tenant's. */
final class SharedReferences {

    /** A table that should have the tenant column and has not is a finding of its own. */
    private static final String QUERY =
            """
            select n.nspname as schema, child.relname as name, k.conname as key, t.schema as parent_schema,
                   t.name as parent_name
              from tenant_table t
              join pg_constraint k on k.confrelid = t.oid and k.contype = 'f' and k.conparentid = 0
              join pg_class child on child.oid = k.conrelid
              join pg_namespace n on n.oid = child.relnamespace, named
             where (t.placement = 'rows' or t.schema <> n.nspname)
               and (child.relname = any (named.shared) or n.nspname not in (select schema from patient))
               and not exists (select from pg_attribute a
                                where a.attrelid = child.oid and a.attname = named.tenant_column and not a.attisdropped)
               and exists (select from handed where handed.object = child.oid)
             order by n.nspname, child.relname, k.conname
            """;

    private SharedReferences() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var table = QualifiedName.of(row.getString("schema"), row.getString("name"));
            found.accept(Finding.of(
                    Rule.SHARED_REFERS_TO_TENANT,
                    "table " + table,
                    "foreign key '" + row.getString("key") + "' to " + row.getString("parent_schema") + "."
                            + row.getString("parent_name"),
                    "no foreign key from a table of no tenant to a tenant's",
                    "alter table " + table.quoted() + " drop constraint "
                            + Identifier.of(row.getString("key")).quoted()));
        });
    }
}
