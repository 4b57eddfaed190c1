package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rights on the database and its schemas that the application, or everybody, should not have. */
final class DatabaseRights {

    private static final String QUERY =
            """
            , held as (
              select 'database' as kind, d.datname as name, d.datdba as owner, acl.grantee, acl.privilege_type as privilege
                from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) acl
               where d.datname = current_database()
               union all
              select 'schema', n.nspname, n.nspowner, acl.grantee, acl.privilege_type
                from pg_namespace n, aclexplode(n.nspacl) acl
               where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
            select distinct kind, held.name, held.privilege, grantee.name as grantee
              from held join grantee on grantee.oid = held.grantee
             where held.grantee <> held.owner
               and (held.privilege in ('CREATE', 'TEMPORARY')
                    or held.kind = 'database' and held.privilege = 'CONNECT' and held.grantee = 0
                       and exists (select from patient where placement = 'database'))
             order by kind, name, privilege, grantee
            """;

    private DatabaseRights() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            String privilege = row.getString("privilege");
            String kind = row.getString("kind");
            var name = Identifier.of(row.getString("name"));
            String grantee = grantee(row.getString("grantee"));
            Rule rule =
                    switch (privilege) {
                        case "TEMPORARY" -> Rule.TEMP_GRANTED;
                        case "CONNECT" -> Rule.DATABASE_OPEN;
                        default -> Rule.CREATE_GRANTED;
                    };
            found.accept(Finding.of(
                    rule,
                    kind + " " + name,
                    privilege + " granted to " + grantee,
                    "no such right",
                    "revoke " + privilege + " on " + kind + " " + name.quoted() + " from " + grantee));
        });
    }

    /** A role in SQL; the catalog has none for PUBLIC. */
    static String grantee(@Nullable String role) {
        return role == null ? "public" : Identifier.of(role).quoted();
    }
}
