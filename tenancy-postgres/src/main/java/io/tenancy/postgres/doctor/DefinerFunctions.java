package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;

/** Functions that the application may call and that work with the rights of a role outside the walls. */
final class DefinerFunctions {

    /** Functions of triggers are left out: nobody can call them. */
    private static final String QUERY =
            """
            select n.nspname as schema, f.proname as name, pg_get_function_identity_arguments(f.oid) as arguments,
                   owner.rolname as owner
              from pg_proc f
              join pg_namespace n on n.oid = f.pronamespace
              join pg_roles owner on owner.oid = f.proowner, me
             where f.prosecdef
               and n.nspname not in ('pg_catalog', 'information_schema')
               and f.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
               and f.proowner not in (select oid from hand)
               and exists (select from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) acl
                             join grantee on grantee.oid = acl.grantee)
               and exists (select from aclexplode(n.nspacl) acl
                             join grantee on grantee.oid = acl.grantee where acl.privilege_type = 'USAGE')
               and (owner.rolsuper or owner.rolbypassrls
                    or exists (select from pg_roles outside
                                where (outside.oid in (me.owner, me.operator)
                                       or outside.rolname in ('pg_read_all_data', 'pg_write_all_data')
                                       or outside.oid in (select t.owner from tenant_table t))
                                  and pg_has_role(owner.oid, outside.oid, 'MEMBER')))
             order by n.nspname, f.proname, arguments
            """;

    private DefinerFunctions() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var function = QualifiedName.of(row.getString("schema"), row.getString("name"));
            String signature = "(" + row.getString("arguments") + ")";
            found.accept(Finding.of(
                    Rule.DEFINER_FUNCTION,
                    "function " + function + signature,
                    "SECURITY DEFINER with the rights of '" + row.getString("owner") + "'",
                    "SECURITY INVOKER, or the function reviewed",
                    "alter routine " + function.quoted() + signature + " security invoker"));
        });
    }
}
