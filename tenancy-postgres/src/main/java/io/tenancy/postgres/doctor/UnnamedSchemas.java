package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import java.sql.SQLException;
import java.util.List;

/** Schemas with a tenant column that nobody asked about, though the application can read there. */
final class UnnamedSchemas {

    /** What is in {@code public} is a finding of its own. */
    private static final String QUERY =
            """
            select distinct n.nspname as schema, grantee.name as grantee
              from pg_namespace n
             cross join aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) acl
              join grantee on grantee.oid = acl.grantee
             where acl.privilege_type = 'USAGE'
               and exists (select from patient)
               and n.nspname not in (select schema from patient)
               and n.nspname <> 'public' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
               and exists (select from pg_class c
                             join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
                                                and a.attname = (select tenant_column from named)
                            where c.relnamespace = n.oid and c.relkind in ('r', 'p', 'f')
                              and c.oid in (select object from handed))
             order by n.nspname, grantee.name
            """;

    private UnnamedSchemas() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            String schema = row.getString("schema");
            String role = row.getString("grantee");
            if (isOwnRole(examination, schema, role)) {
                return;
            }
            String grantee = DatabaseRights.grantee(role);
            found.accept(Finding.of(
                    Rule.UNNAMED_SCHEMA,
                    "schema " + schema,
                    "tables with a tenant column, and USAGE granted to " + grantee,
                    "a schema that is examined, or one that is closed to the application",
                    "revoke usage on schema " + Identifier.of(schema).quoted() + " from " + grantee));
        });
    }

    /** The schema of a tenant, behind its own role, is examined for itself. */
    private static boolean isOwnRole(Examination examination, String schema, String role) {
        return Identifier.generated(schema, examination.database() + "." + schema)
                .name()
                .equals(role);
    }
}
