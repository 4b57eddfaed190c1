package io.tenancy.postgres.doctor;

import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A doctor at a server of a running service, with no more than the application's login: who owns the tables and whose
 * they are is read from the catalog. Immutable.
 *
 * @param doctors gives the doctor for the roles that were found
 */
public record Visit(Server server, Function<Roles, Doctor> doctors) {

    /** The owner may be a superuser, the application is none: there is always another role. */
    private static final String ROLES =
            """
            select (select r.rolname
                      from (select c.relowner as oid, 1 as rank, count(*) as tables
                              from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where n.nspname = asked.schema and c.relkind in ('r', 'p') group by c.relowner
                             union all select nspowner, 2, 0 from pg_namespace where nspname = asked.schema
                             union all select datdba, 3, 0 from pg_database where datname = current_database()
                             union all select 10, 4, 0) as owner
                      join pg_roles r on r.oid = owner.oid
                     where r.rolname not in (asked.app, coalesce(asked.operator, ''))
                     order by owner.rank, owner.tables desc, r.rolname limit 1) as owner,
                   coalesce(asked.operator,
                            (select r.rolname
                               from pg_policy p
                               join pg_class c on c.oid = p.polrelid
                               join pg_namespace n on n.oid = c.relnamespace and n.nspname = asked.schema
                               join pg_roles r on r.oid = any (p.polroles)
                              where p.polname = 'tenancy_operator' and r.rolname <> asked.app
                              order by r.rolname limit 1)) as operator
              from (select ?::text as schema, ?::text as app, ?::text as operator) as asked
            """;

    /** Checks that name one tenant tell an own database from shared rows; two tenants' checks are no wall of either. */
    private static final String RESIDENT =
            """
            with asked as (select ?::text as schema, ?::text as tenant_column), tenant_table as (
              select c.oid
                from asked
                join pg_namespace n on n.nspname = asked.schema
                join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
                join pg_attribute a on a.attrelid = c.oid and a.attname = asked.tenant_column and not a.attisdropped)
            select exists (select from tenant_table) as there,
                   (select min(substring(pg_get_expr(k.conbin, k.conrelid) from '''([a-z0-9_-]+)'''))
                      from pg_constraint k join tenant_table t on t.oid = k.conrelid
                     where k.contype = 'c' and k.conname = 'tenancy_tenant') as tenant
            """;

    /** A stand-in for the text of remedies, where neither the service nor a policy names one. */
    private static final String NO_OPERATOR = "operator";

    /** Whose tables the server's schema holds; empty as long as there are none. */
    public Optional<Patient> findResident(Connection connection) throws SQLException {
        String schema = server.schema().value();
        Doctor doctor = doctorFor(connection, schema);
        try (PreparedStatement query = connection.prepareStatement(RESIDENT)) {
            query.setString(1, schema);
            query.setString(2, doctor.column().name().name());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (!row.getBoolean("there")) {
                    return Optional.empty();
                }
                String tenant = row.getString("tenant");
                return Optional.of(tenant == null ? Patient.sharedRows(schema) : Patient.ownDatabase(schema, tenant));
            }
        }
    }

    /** Roles, rights, versions and drivers, and the schemas of these patients. */
    public Diagnosis examine(Connection connection, List<Patient> patients) throws SQLException {
        return doctorFor(connection, server.schema().value()).examine(connection, patients);
    }

    /** One schema for itself, on a server that was examined before; of shared rows nothing was then, so all is now. */
    public Diagnosis examineAlone(Connection connection, Patient patient) throws SQLException {
        Doctor doctor = doctorFor(connection, patient.schema().value());
        return patient instanceof Patient.SharedRows
                ? doctor.examine(connection, patient)
                : doctor.examineAlone(connection, patient);
    }

    private Doctor doctorFor(Connection connection, String schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROLES)) {
            query.setString(1, schema);
            query.setString(2, server.app().user());
            query.setString(3, server.findOperator().map(login -> login.user()).orElse(null));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                String operator = row.getString("operator");
                var roles = Roles.of(
                        row.getString("owner"), server.app().user(), operator == null ? NO_OPERATOR : operator);
                Doctor doctor = doctors.apply(roles);
                return operator != null
                        ? doctor
                        : doctor.withReviewed(Rule.ROLE_MISSING, "role " + NO_OPERATOR, "the service names none");
            }
        }
    }
}
