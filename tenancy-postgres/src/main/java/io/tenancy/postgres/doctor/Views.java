package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;

/** Views over tenants' tables that the application can read, directly or through other views. */
final class Views {

    /** Within the schema of one tenant a view shows that tenant's rows, whoever's eyes it reads with. */
    private static final String QUERY =
            """
            , reader (oid, placement, schema) as (
              select t.oid, t.placement, t.schema from tenant_table t
               union
              select r.ev_class, reader.placement, reader.schema
                from reader
                join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = reader.oid
                                and d.classid = 'pg_rewrite'::regclass
                join pg_rewrite r on r.oid = d.objid)
            select distinct n.nspname as schema, v.relname as name, v.relkind = 'm' as materialized,
                   array(select distinct coalesce(grantee, '') from handed where handed.object = v.oid order by 1) as grantees
              from reader
              join pg_class v on v.oid = reader.oid and v.relkind in ('v', 'm')
              join pg_namespace n on n.oid = v.relnamespace
             where (reader.placement = 'rows' or reader.schema <> n.nspname)
               and v.relowner not in (select oid from hand)
               and exists (select from handed where handed.object = v.oid)
               and not exists (select from pg_options_to_table(v.reloptions)
                                where option_name = 'security_invoker' and option_value::boolean)
             order by schema, name
            """;

    private Views() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var view = QualifiedName.of(row.getString("schema"), row.getString("name"));
            if (row.getBoolean("materialized")) {
                String grantees = Prelude.grantees(row);
                found.accept(Finding.of(
                        Rule.MATERIALIZED_VIEW,
                        "materialized view " + view,
                        "rights of " + grantees + " on rows of all tenants",
                        "no right: no policy holds for a materialized view",
                        "revoke all on table " + view.quoted() + " from " + grantees));
            } else {
                found.accept(Finding.of(
                        Rule.VIEW_WITHOUT_INVOKER,
                        "view " + view,
                        "a view that reads with the rights of its owner",
                        "security_invoker",
                        "alter view " + view.quoted() + " set (security_invoker = true)"));
            }
        });
    }
}
