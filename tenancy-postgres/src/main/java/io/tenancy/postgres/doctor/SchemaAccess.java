package io.tenancy.postgres.doctor;

import io.tenancy.postgres.doctor.Patient.OwnSchema;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.TenantTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Schemas of one tenant: the role that alone may use each, and who else may. */
final class SchemaAccess {

    /** PostgreSQL 15 has no options of a membership: it can always be taken, and the login says whether it inherits. */
    private static final String QUERY =
            """
            , membership as (
              select m.roleid, bool_or(coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) as settable,
                     array_agg(coalesce(grantor.rolname, ''))
                       filter (where coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, app.rolinherit)) as inherited
                from me
                join pg_auth_members m on m.member = me.app
                join pg_roles app on app.oid = me.app
                left join pg_roles grantor on grantor.oid = m.grantor
               group by m.roleid)
            select p.schema, r.oid is null as missing, r.rolcanlogin as login,
                   coalesce(m.settable, false) as taken, coalesce(m.inherited, '{}') as inherited,
                   exists (select from aclexplode(n.nspacl) acl
                            where acl.privilege_type = 'USAGE' and acl.grantee = r.oid) as opened,
                   array(select coalesce(other.rolname, '')
                           from aclexplode(n.nspacl) acl left join pg_roles other on other.oid = acl.grantee
                          where acl.privilege_type = 'USAGE' and (acl.grantee in (select oid from grantee)) is true
                            and acl.grantee <> n.nspowner and acl.grantee is distinct from r.oid order by 1) as others
              from patient p
              join pg_namespace n on n.nspname = p.schema
              left join pg_roles r on r.rolname = p.actor
              left join membership m on m.roleid = r.oid
             where p.placement = 'schema'
             order by p.schema
            """;

    private SchemaAccess() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var patient = (OwnSchema) examination.patient(row.getString("schema"));
            TenantSchema schema = examination.schemaOf(patient);
            if (row.getBoolean("missing")) {
                found.accept(role(schema, "no role '" + schema.role() + "'", putUp(examination, patient)));
            } else {
                role(row, schema, found);
                rights(examination, row, schema, found);
            }
        });
    }

    private static void role(ResultSet row, TenantSchema schema, Consumer<Finding> found) throws SQLException {
        String role = schema.role().name().quoted();
        if (row.getBoolean("login")) {
            Ddl remedy = Ddl.section("role of " + schema.name(), List.of("alter role " + role + " nologin"));
            found.accept(role(schema, "a role that may log in", remedy));
        }
        if (!row.getBoolean("taken")) {
            found.accept(role(schema, "a role that the application may not take", schema.membership()));
        }
        if (!row.getBoolean("opened")) {
            found.accept(role(schema, "a role that may not use the schema", schema.access()));
        }
    }

    private static void rights(Examination examination, ResultSet row, TenantSchema schema, Consumer<Finding> found)
            throws SQLException {
        String object = "schema " + schema.name();
        String expected = "no right without taking the role '" + schema.role() + "'";
        String app = schema.roles().app().quoted();
        for (String other : Prelude.texts(row, "others")) {
            String grantee = DatabaseRights.grantee(other.isEmpty() ? null : other);
            found.accept(Finding.of(
                    Rule.APP_REACHES_SCHEMA,
                    object,
                    "USAGE granted to " + grantee,
                    expected,
                    "revoke usage on schema "
                            + Identifier.of(schema.name().value()).quoted() + " from " + grantee));
        }
        for (String grantor : Prelude.texts(row, "inherited")) {
            found.accept(Finding.of(
                    Rule.APP_REACHES_SCHEMA,
                    object,
                    "the rights of its role inherited by the application",
                    expected,
                    examination.serverMajor() < 16
                            ? "alter role " + app + " noinherit"
                            : "grant " + schema.role().name().quoted() + " to " + app
                                    + " with inherit false, set true granted by "
                                    + Identifier.of(grantor).quoted()));
        }
    }

    private static Finding role(TenantSchema schema, String what, Ddl remedy) {
        return Finding.of(
                Rule.SCHEMA_ROLE_MISSING,
                "schema " + schema.name(),
                what,
                "a role without login that alone may use the schema, and that the application takes",
                remedy);
    }

    /** A role made anew has no rights on tables yet. */
    private static Ddl putUp(Examination examination, OwnSchema patient) throws SQLException {
        String column = examination.doctor().column().name().name();
        var tables = TenantTables.in(examination.connection(), patient.schema().value(), column);
        return examination
                .schemaOf(patient)
                .roleCreation()
                .then(examination.wall(patient, tables).ddl());
    }
}
