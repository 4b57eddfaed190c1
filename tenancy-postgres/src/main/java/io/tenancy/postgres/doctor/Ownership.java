package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import io.tenancy.postgres.schema.Roles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What the application owns, or a role that it can become: an owner switches its walls off. */
final class Ownership {

    private static final String QUERY =
            """
            select 'database' as kind, null as schema, datname::text as name, datdba::regrole as owner,
                   (select app from named) as actor, false as partition
              from pg_database
             where datname = current_database() and datdba in (select oid from hand)
             union all
            select 'schema', null, n.nspname, n.nspowner::regrole, p.actor, false
              from patient p join pg_namespace n on n.nspname = p.schema
             where n.nspowner in (select oid from hand)
             union all
            select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
                   p.schema, c.relname, c.relowner::regrole, p.actor, c.relispartition
              from patient p
              join pg_namespace n on n.nspname = p.schema
              join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'f', 'v', 'm')
             where c.relowner in (select oid from hand)
             order by kind, schema, name
            """;

    private Ownership() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        Roles roles = examination.doctor().roles();
        return examination.findings(QUERY, (row, found) -> {
            String schema = row.getString("schema");
            String name = row.getString("name");
            found.accept(Finding.of(
                    Rule.APP_OWNS,
                    row.getString("kind") + " " + (schema == null ? name : schema + "." + name),
                    "owner '" + row.getString("owner") + "', which the application is or can become",
                    "owner '" + roles.owner() + "'",
                    remedy(row, roles)));
        });
    }

    /** The rights of the old owner leave with it, so the application is given its own again. */
    private static String[] remedy(ResultSet row, Roles roles) throws SQLException {
        String kind = row.getString("kind");
        String schema = row.getString("schema");
        String name = row.getString("name");
        String quoted = schema == null
                ? Identifier.of(name).quoted()
                : QualifiedName.of(schema, name).quoted();
        String owner =
                "alter " + kind + " " + quoted + " owner to " + roles.owner().quoted();
        String actor = Identifier.of(row.getString("actor")).quoted();
        String operator = roles.operator().quoted();
        if (row.getBoolean("partition")) {
            return new String[] {owner};
        }
        return switch (kind) {
            case "database" -> new String[] {owner, "grant connect on database " + quoted + " to " + actor};
            case "schema" -> new String[] {owner, "grant usage on schema " + quoted + " to " + actor + ", " + operator};
            case "table" ->
                new String[] {
                    owner,
                    "grant select, insert, update, delete on table " + quoted + " to " + actor,
                    "grant select on table " + quoted + " to " + operator
                };
            default -> new String[] {owner, "grant select on table " + quoted + " to " + actor};
        };
    }
}
