package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import java.sql.SQLException;
import java.util.List;

/** Whether the roles exist, and what the application's may do anywhere. */
final class RoleAttributes {

    private static final String QUERY =
            """
            select wanted.name, r.oid is null as missing, wanted.name = named.app as app,
                   concat_ws(' ', case when r.rolsuper then 'SUPERUSER' end,
                                  case when r.rolbypassrls then 'BYPASSRLS' end,
                                  case when r.rolcreaterole then 'CREATEROLE' end,
                                  case when r.rolreplication then 'REPLICATION' end) as attributes
              from named
             cross join unnest(array[named.owner, named.app, named.operator]) as wanted (name)
              left join pg_roles r on r.rolname = wanted.name
            """;

    private RoleAttributes() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var role = Identifier.of(row.getString("name"));
            String attributes = row.getString("attributes");
            if (row.getBoolean("missing")) {
                found.accept(Finding.of(
                        Rule.ROLE_MISSING, "role " + role, "no such role", "a role", "create role " + role.quoted()));
            } else if (row.getBoolean("app") && !attributes.isEmpty()) {
                found.accept(Finding.of(
                        Rule.APP_BYPASSES_WALLS,
                        "role " + role,
                        attributes,
                        "none of SUPERUSER, BYPASSRLS, CREATEROLE, REPLICATION",
                        "alter role " + role.quoted() + " nosuperuser nobypassrls nocreaterole noreplication"));
            }
        });
    }
}
