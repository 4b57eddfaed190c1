package io.tenancy.postgres.doctor;

import io.tenancy.postgres.doctor.Patient.OwnDatabase;
import io.tenancy.postgres.doctor.Patient.OwnSchema;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the queries of all checks begin with: the roles, the schemas, their tables, the rights of the application. */
final class Prelude {

    /**
     * {@code hand}: PUBLIC, the application, and what it can become, as far as the owner and the operator, who are a
     * finding of their own. Memberships count whether inherited or not: {@code set role} takes them. {@code handed}: its
     * rights on relations, other than as their owner.
     *
     * <p>For fleets of thousands: {@code tenant_table} is materialized because the planner would take its conditions for
     * rarer than they are and visit each schema on its own; {@code in (…) is true} is looked up in a hash, where a join
     * would be thought large enough for compilation.
     */
    static final String SQL =
            """
            with recursive named as (
              select ?::text as app, ?::text as owner, ?::text as operator, ?::text as tenant_column, ?::text[] as shared
            ), me as (
              select app.oid as app, owner.oid as owner, operator.oid as operator
                from named
                left join pg_roles app on app.rolname = named.app
                left join pg_roles owner on owner.rolname = named.owner
                left join pg_roles operator on operator.rolname = named.operator
            ), patient as (
              select * from unnest(?::text[], ?::text[], ?::text[]) as p (schema, placement, actor)
            ), hand (oid) as (
              select app from me where app is not null
               union
              select member.roleid from hand, me, pg_auth_members member
               where member.member = hand.oid
                 and member.roleid is distinct from me.owner and member.roleid is distinct from me.operator
            ), grantee (oid, name) as (
              select 0::oid, null union all select hand.oid, rolname from hand join pg_roles on pg_roles.oid = hand.oid
            ), handed (object, grantee, privilege) as materialized (
              select acl.object, r.rolname, acl.privilege
                from (select c.oid, c.relowner, acl.grantee, acl.privilege_type
                        from pg_class c, aclexplode(c.relacl) acl
                       union
                      select c.oid, c.relowner, acl.grantee, acl.privilege_type
                        from pg_attribute a join pg_class c on c.oid = a.attrelid, aclexplode(a.attacl) acl
                       where a.attacl is not null and not a.attisdropped) as acl (object, owner, grantee, privilege)
                left join pg_roles r on r.oid = acl.grantee
               where acl.grantee <> acl.owner and (acl.grantee in (select oid from grantee)) is true
            ), tenant_table as materialized (
              select c.oid, p.schema, c.relname::text as name, p.placement, p.actor, c.relispartition as partition,
                     c.relowner as owner, a.attnum as tenant, format_type(a.atttypid, null) as type
                from patient p
                join pg_namespace n on n.nspname = p.schema
                join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
                join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
                                   and a.attname = (select tenant_column from named)
            )
            """;

    private Prelude() {}

    static void bind(Examination examination, PreparedStatement statement) throws SQLException {
        Doctor doctor = examination.doctor();
        Collection<Patient> patients = examination.patients().values();
        statement.setString(1, doctor.roles().app().name());
        statement.setString(2, doctor.roles().owner().name());
        statement.setString(3, doctor.roles().operator().name());
        statement.setString(4, doctor.column().name().name());
        bind(statement, 5, doctor.shared(), name -> name);
        bind(statement, 6, patients, patient -> patient.schema().value());
        bind(statement, 7, patients, Prelude::placement);
        bind(statement, 8, patients, examination::actor);
    }

    /** The table of a row with {@code schema}, {@code name}, {@code partition} and {@code type}. */
    static TenantTable table(Examination examination, ResultSet row) throws SQLException {
        Identifier column = examination.doctor().column().name();
        return new TenantTable(
                QualifiedName.of(row.getString("schema"), row.getString("name")),
                new TenantColumn(column, type(examination, row.getString("type"))),
                row.getBoolean("partition") ? TenantTable.Kind.PARTITION : TenantTable.Kind.TABLE,
                true);
    }

    /** An array of texts or names. */
    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** Roles in SQL, of a row with {@code grantees}, in which PUBLIC has no name. */
    static String grantees(ResultSet row) throws SQLException {
        return texts(row, "grantees").stream()
                .map(name -> DatabaseRights.grantee(name.isEmpty() ? null : name))
                .collect(Collectors.joining(", "));
    }

    /** A type that no tenant's id goes into is a finding of its own. */
    private static TenantColumn.Type type(Examination examination, String printed) {
        return switch (printed) {
            case "text", "character varying" -> TenantColumn.Type.TEXT;
            case "uuid" -> TenantColumn.Type.UUID;
            case "bigint" -> TenantColumn.Type.BIGINT;
            default -> examination.doctor().column().type();
        };
    }

    private static String placement(Patient patient) {
        if (patient instanceof OwnSchema) {
            return "schema";
        }
        return patient instanceof OwnDatabase ? "database" : "rows";
    }

    private static <T> void bind(PreparedStatement statement, int index, Collection<T> values, Function<T, String> text)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf("text", values.stream().map(text).toArray()));
    }
}
