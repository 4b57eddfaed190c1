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
 * @param reviewed names of functions that work with higher rights on purpose, in whichever schema
 */
public record Doctor(
        Roles roles, TenantColumn column, TenantSetting setting, Set<String> shared, Set<String> reviewed) {

    /** In the order of the report: who logs in, what it may do, tables, keys, what reads them. */
    private static final List<Check> CHECKS = List.of(
            Versions::examine,
            RoleAttributes::examine,
            Memberships::examine,
            Ownership::examine,
            DatabaseRights::examine,
            SchemaAccess::examine,
            TableRights::examine,
            MissingTables::examine,
            PublicTables::examine,
            TenantColumns::examine,
            MissingColumns::examine,
            RowSecurity::examine,
            Policies::examine,
            TenantChecks::examine,
            ForeignKeys::examine,
            UniqueKeys::examine,
            MissingIndexes::examine,
            LeakproofIndexes::examine,
            Views::examine,
            DefinerFunctions::examine,
            LargeObjectColumns::examine);

    public Doctor {
        shared = Set.copyOf(shared);
        reviewed = Set.copyOf(reviewed);
    }

    /** For tenant columns {@code tenant_id} of type text, and the setting {@code tenancy.tenant_id}. */
    public static Doctor of(Roles roles) {
        return of(roles, TenantColumn.text("tenant_id"), TenantSetting.DEFAULT);
    }

    public static Doctor of(Roles roles, TenantColumn column, TenantSetting setting) {
        return new Doctor(roles, column, setting, Set.of(), Set.of());
    }

    /** Tables that belong to no tenant on purpose: reference data, the history of migrations. */
    public Doctor withShared(String... tables) {
        var all = new HashSet<>(shared);
        all.addAll(List.of(tables));
        return new Doctor(roles, column, setting, all, reviewed);
    }

    /** Functions with the rights of their owner that somebody has read, and that give away nothing. */
    public Doctor withReviewed(String... functions) {
        var all = new HashSet<>(reviewed);
        all.addAll(List.of(functions));
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
        Examination examination = Examination.begin(connection, this, patients);
        var findings = new ArrayList<Finding>();
        for (Check check : CHECKS) {
            findings.addAll(check.examine(examination));
        }
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
