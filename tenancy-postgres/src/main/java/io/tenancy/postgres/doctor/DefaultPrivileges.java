package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import java.sql.SQLException;
import java.util.List;

/** Rights that the application, or everybody, will have on what is made later: before a wall is there. */
final class DefaultPrivileges {

    /** The role of an own schema may read and write new tables there: it is the wall. */
    private static final String QUERY =
            """
            select maker.rolname as maker, n.nspname as schema, grantee.name as grantee,
                   case d.defaclobjtype when 'n' then 'schemas' else 'tables' end as kind,
                   string_agg(distinct acl.privilege_type, ', ' order by acl.privilege_type) as privileges
              from pg_default_acl d
              join pg_roles maker on maker.oid = d.defaclrole
              left join pg_namespace n on n.oid = d.defaclnamespace
             cross join aclexplode(d.defaclacl) acl
              join grantee on grantee.oid = acl.grantee
             where acl.grantee <> d.defaclrole
               and (d.defaclobjtype = 'n'
                    or d.defaclobjtype = 'r'
                       and (acl.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
                            or exists (select from patient p
                                        where p.placement = 'rows' and (n.oid is null or p.schema = n.nspname))))
             group by maker.rolname, n.nspname, grantee.name, d.defaclobjtype
             order by maker.rolname, n.nspname, grantee.name, kind
            """;

    private DefaultPrivileges() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var maker = Identifier.of(row.getString("maker"));
            String schema = row.getString("schema");
            String grantee = DatabaseRights.grantee(row.getString("grantee"));
            String privileges = row.getString("privileges");
            String kind = row.getString("kind");
            found.accept(Finding.of(
                    Rule.DEFAULT_PRIVILEGES,
                    "default privileges of " + maker + (schema == null ? "" : " in schema " + schema),
                    privileges + " on " + kind + " that will be made, for " + grantee,
                    "rights given by the wall, table by table",
                    "alter default privileges for role " + maker.quoted()
                            + (schema == null
                                    ? ""
                                    : " in schema " + Identifier.of(schema).quoted())
                            + " revoke " + privileges + " on " + kind + " from " + grantee));
        });
    }
}
