package io.tenancy.postgres.doctor;

import io.tenancy.postgres.pool.DriverOptions;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantSetting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Examines the catalog of a live database for gaps in the walls. It only reads, and any login sees enough, the
 * application's own too. Immutable.
 *
 * <pre>{@code
 * Doctor.of(roles).examine(connection, Patient.sharedRows("app")).requireHealthy();
 * }</pre>
 *
 * <p>The number of queries depends neither on the number of schemas nor on that of tables.
 *
 * @param shared names of tables that belong to no tenant on purpose, in whichever schema
 * @param reviewed findings that somebody has looked at, each with a reason
 */
public record Doctor(
        Roles roles, TenantColumn column, TenantSetting setting, Set<String> shared, List<Reviewed> reviewed) {

    /** In the order of the report: who logs in, what it may do, tables, keys, what reads them. */
    private static final List<Check> CHECKS = List.of(
            Versions::examine,
            RoleAttributes::examine,
            Memberships::examine,
            Ownership::examine,
            DatabaseRights::examine,
            SchemaAccess::examine,
            TableRights::examine,
            DefaultPrivileges::examine,
            MissingTables::examine,
            PublicTables::examine,
            UnnamedSchemas::examine,
            TenantColumns::examine,
            MissingColumns::examine,
            RowSecurity::examine,
            Policies::examine,
            TenantChecks::examine,
            ForeignTables::examine,
            ForeignKeys::examine,
            SharedReferences::examine,
            UniqueKeys::examine,
            LiveKeys::examine,
            MissingIndexes::examine,
            LeakproofIndexes::examine,
            Views::examine,
            DefinerFunctions::examine,
            LargeObjectColumns::examine);

    private static final List<Check> OF_ONE_SCHEMA = List.of(
            Ownership::examine,
            SchemaAccess::examine,
            TableRights::examine,
            MissingTables::examine,
            TenantColumns::examine,
            MissingColumns::examine,
            TenantChecks::examine,
            ForeignTables::examine,
            ForeignKeys::examine,
            Views::examine);

    public Doctor {
        shared = Set.copyOf(shared);
        reviewed = List.copyOf(reviewed);
    }

    /** For tenant columns {@code tenant_id} of type text, and the setting {@code tenancy.tenant_id}. */
    public static Doctor of(Roles roles) {
        return of(roles, TenantColumn.text("tenant_id"), TenantSetting.DEFAULT);
    }

    public static Doctor of(Roles roles, TenantColumn column, TenantSetting setting) {
        return new Doctor(roles, column, setting, Set.of(), List.of());
    }

    /** Tables that belong to no tenant on purpose: reference data, the history of migrations. */
    public Doctor withShared(String... tables) {
        var all = new HashSet<>(shared);
        all.addAll(List.of(tables));
        return new Doctor(roles, column, setting, all, reviewed);
    }

    /**
     * Leaves out one finding that somebody has looked at, such as a function with the rights of its owner that gives
     * away nothing.
     *
     * @throws IllegalArgumentException as {@link Reviewed} does
     */
    public Doctor withReviewed(Rule rule, String object, String reason) {
        return withReviewed(List.of(new Reviewed(rule, object, reason)));
    }

    /** The same for several. */
    public Doctor withReviewed(List<Reviewed> findings) {
        var all = new ArrayList<>(reviewed);
        all.addAll(findings);
        return new Doctor(roles, column, setting, shared, all);
    }

    /** The database of the connection with these schemas; without any, its roles, rights and version alone. */
    public Diagnosis examine(Connection connection, Patient... patients) throws SQLException {
        return examine(connection, List.of(patients));
    }

    /**
     * The same for a fleet of schemas.
     *
     * @throws IllegalArgumentException if a schema is named twice
     */
    public Diagnosis examine(Connection connection, List<Patient> patients) throws SQLException {
        return examine(connection, patients, CHECKS);
    }

    /** One tenant's schema for itself, in a database whose roles, rights and other schemas were examined before. */
    Diagnosis examineAlone(Connection connection, Patient patient) throws SQLException {
        return examine(connection, List.of(patient), OF_ONE_SCHEMA);
    }

    private Diagnosis examine(Connection connection, List<Patient> patients, List<Check> checks) throws SQLException {
        Examination examination = Examination.begin(connection, this, patients);
        var findings = new ArrayList<Finding>();
        for (Check check : checks) {
            findings.addAll(check.examine(examination));
        }
        findings.removeIf(finding -> reviewed.stream().anyMatch(review -> review.covers(finding)));
        return new Diagnosis("database '" + examination.database() + "'", findings);
    }

    /** The settings of the driver, before anybody connects. */
    public Diagnosis examine(Server server) {
        return new Diagnosis(
                server.toString(),
                DriverOptions.problems(server).stream()
                        .map(problem -> Versions.unsafeDriver(server.toString(), problem))
                        .toList());
    }
}
