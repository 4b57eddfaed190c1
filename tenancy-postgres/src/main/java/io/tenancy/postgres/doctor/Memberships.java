package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles that the application can become, directly or through others, and that stand outside the walls. */
final class Memberships {

    /** The last step of the way is reported: without it no way is left. */
    private static final String QUERY =
            """
            , outside as (
              select r.oid, r.rolname,
                     case when r.oid = me.owner then 'owns the tables'
                          when r.oid = me.operator then 'sees all tenants'
                          when r.rolsuper or r.rolbypassrls then 'no policy holds'
                          when r.rolcreaterole or r.rolreplication then 'can take any role or copy any row'
                          when r.rolname in ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files',
                                             'pg_write_server_files', 'pg_execute_server_program')
                          then 'reaches the rows of all tables'
                          when r.oid in (select unnest(p.polroles) from pg_policy p join tenant_table t on t.oid = p.polrelid)
                          then 'has policies of its own' end as why
                from pg_roles r, me
               where r.oid is distinct from me.app)
            select outside.rolname as role, outside.why, member.rolname as member, grantor.rolname as grantor
              from outside
              join pg_auth_members m on m.roleid = outside.oid
              join hand on hand.oid = m.member
              join pg_roles member on member.oid = m.member
              left join pg_roles grantor on grantor.oid = m.grantor
             where outside.why is not null
             order by outside.rolname, member.rolname
            """;

    private Memberships() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var role = Identifier.of(row.getString("role"));
            var member = Identifier.of(row.getString("member"));
            var app = examination.doctor().roles().app();
            String through = member.equals(app) ? "" : " through '" + member + "'";
            found.accept(Finding.of(
                    Rule.APP_IS_MEMBER,
                    "role " + app,
                    "membership in '" + role + "'" + through + ", which " + row.getString("why"),
                    "no membership",
                    "revoke " + role.quoted() + " from " + member.quoted() + grantor(row.getString("grantor"))));
        });
    }

    private static String grantor(@Nullable String name) {
        // From 16 on a membership is revoked only in the name of who granted it.
        return name == null ? "" : " granted by " + Identifier.of(name).quoted();
    }
}
