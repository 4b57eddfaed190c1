package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Foreign keys between tenants' tables: PostgreSQL checks them without asking a policy. */
final class ForeignKeys {

    private static final String QUERY =
            """
            , foreign_key as (
              select k.*, t.schema, t.name, t.tenant, parent.attnum as parent_tenant,
                     n.nspname as parent_schema, p.relname as parent_name, t.placement,
                     exists (select from unnest(k.conkey, k.confkey) as pair (child, parent_column)
                              where pair.child = t.tenant and pair.parent_column = parent.attnum) as paired
                from tenant_table t
                join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' and k.conparentid = 0
                join pg_class p on p.oid = k.confrelid
                join pg_namespace n on n.oid = p.relnamespace
                join named on true
                join pg_attribute parent
                  on parent.attrelid = p.oid and parent.attname = named.tenant_column and not parent.attisdropped)
            select k.schema, k.name, k.conname as key, k.parent_schema, k.parent_name, k.paired,
                   k.confupdtype as on_update, k.confdeltype as on_delete, k.condeferrable as deferrable,
                   k.condeferred as deferred, k.confmatchtype as match,
                   not k.paired and (k.placement = 'rows' or k.schema <> k.parent_schema) as crossing,
                   k.paired and k.confdeltype in ('n', 'd')
                     and (k.confdelsetcols is null or k.tenant = any (k.confdelsetcols)) as emptying,
                   array(select a.attname
                           from unnest(k.conkey) with ordinality as c (number, position)
                           join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.number
                          where c.number <> k.tenant order by c.position) as columns,
                   array(select a.attname
                           from unnest(k.conkey, k.confkey) with ordinality as c (child, number, position)
                           join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.number
                          where c.child <> k.tenant order by c.position) as parent_columns,
                   exists (select from pg_index i
                            where i.indrelid = k.confrelid and i.indisunique and i.indisvalid
                              and i.indpred is null and i.indexprs is null
                              and (i.indkey::int2[])[0:i.indnkeyatts - 1] @> (k.confkey || k.parent_tenant)
                              and (k.confkey || k.parent_tenant) @> (i.indkey::int2[])[0:i.indnkeyatts - 1])
                     as parent_has_key
              from foreign_key k
             where not k.paired or k.confdeltype in ('n', 'd')
             order by k.schema, k.name, k.conname
            """;

    private ForeignKeys() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            String object = "table " + row.getString("schema") + "." + row.getString("name");
            String key = "foreign key '" + row.getString("key") + "'";
            Identifier tenant = examination.doctor().column().name();
            if (row.getBoolean("crossing")) {
                found.accept(Finding.of(
                        Rule.FOREIGN_KEY_WITHOUT_TENANT,
                        object,
                        key + " to " + row.getString("parent_schema") + "." + row.getString("parent_name")
                                + " without '" + tenant + "'",
                        "a key that pairs the tenant columns",
                        remedy(row, tenant)));
            } else if (row.getBoolean("emptying")) {
                found.accept(Finding.of(
                        Rule.SET_NULL_EMPTIES_TENANT,
                        object,
                        key + " that sets '" + tenant + "' as well when the parent is deleted",
                        "the columns named: on delete set null (…) without '" + tenant + "'",
                        remedy(row, tenant)));
            }
        });
    }

    private static Ddl remedy(ResultSet row, Identifier tenant) throws SQLException {
        var table = QualifiedName.of(row.getString("schema"), row.getString("name"));
        var parent = QualifiedName.of(row.getString("parent_schema"), row.getString("parent_name"));
        String columns = names(row, "columns");
        String key = Identifier.of(row.getString("key")).quoted();
        String parentKey = "(" + tenant.quoted() + ", " + names(row, "parent_columns") + ")";
        var statements = new ArrayList<String>();
        if (!row.getBoolean("parent_has_key")) {
            statements.add("alter table " + parent.quoted() + " add unique " + parentKey);
        }
        statements.add("alter table " + table.quoted() + " drop constraint " + key);
        statements.add("alter table " + table.quoted() + " add constraint " + key + " foreign key (" + tenant.quoted()
                + ", " + columns + ") references " + parent.quoted() + " " + parentKey
                + (row.getString("match").equals("f") ? " match full" : "")
                + " on update " + action(row.getString("on_update"), "")
                + " on delete " + action(row.getString("on_delete"), " (" + columns + ")")
                + (row.getBoolean("deferrable") ? " deferrable" : "")
                + (row.getBoolean("deferred") ? " initially deferred" : ""));
        return Ddl.section("foreign key of " + table + " with the tenant", statements);
    }

    private static String action(String code, String columns) {
        return switch (code) {
            case "c" -> "cascade";
            case "n" -> "set null" + columns;
            case "d" -> "set default" + columns;
            case "r" -> "restrict";
            default -> "no action";
        };
    }

    private static String names(ResultSet row, String column) throws SQLException {
        return Prelude.texts(row, column).stream()
                .map(name -> Identifier.of(name).quoted())
                .collect(Collectors.joining(", "));
    }
}
