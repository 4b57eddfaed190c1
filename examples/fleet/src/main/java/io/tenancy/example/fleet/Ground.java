package io.tenancy.example.fleet;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.audit.log.AuditLog;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyListener;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.directory.ControlSchema;
import io.tenancy.postgres.directory.PostgresTenantDirectory;
import io.tenancy.postgres.directory.PostgresTenantRegistry;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.PoolSettings;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.WallFunctions;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A primary and its replica; on them the tenants, and who they are. */
record Ground(TestServer primary, TestServer replica, TestDatabase database, TestDatabase control)
        implements AutoCloseable {

    static final List<String> BUSY = List.of("acme", "globex", "initech");
    static final String IN_A_SCHEMA = "umbrella";
    /** Two of a small plan, who want more than it gives. */
    static final String FREE = "hobbyist";

    static final String FORGETFUL = "scatterbrain";
    /** Suspended and let back again and again. */
    static final String LATE_PAYER = "latepayer";
    /** Registered, but not migrated yet. */
    static final String NEWCOMER = "newcomer";

    static Ground prepare() throws IOException, SQLException {
        TestServer primary = TestServer.startPrimary();
        var ground = new Ground(primary, primary.startReplica(), primary.createDatabase(), primary.createDatabase());
        ControlSchema.migrate(ground.owner(), ground.controlRoles());
        ground.register();
        ground.migrate();
        ground.settle(NEWCOMER);
        return ground;
    }

    private void register() throws SQLException {
        var registry = registry();
        for (String tenant : Stream.concat(BUSY.stream(), Stream.of(LATE_PAYER)).toList()) {
            registry.register(Tenant.active(tenant, Placement.sharedRows("main")));
        }
        for (String tenant : List.of(FREE, FORGETFUL)) {
            registry.register(Tenant.active(tenant, Placement.sharedRows("main"))
                    .withAttributes(Map.of(Plans.ATTRIBUTE, "free")));
        }
        database.execute(database.owner(), "create schema app");
        settle(IN_A_SCHEMA);
    }

    /** In a schema of its own, which is empty. */
    private void settle(String tenant) throws SQLException {
        SchemaName schema = SchemaName.generatedFor(TenantId.of(tenant));
        var roles = Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
        try (Connection administrator = database.connectAsSuperuser()) {
            administrator.setAutoCommit(false);
            TenantSchema.in(administrator, schema, roles).creation().runOn(administrator);
            administrator.commit();
        }
        registry().register(Tenant.active(tenant, Placement.ownSchema("main", schema.value())));
    }

    PostgresTenantRegistry registry() {
        return PostgresTenantRegistry.of(owner().dataSource(), TenancyListener.none());
    }

    private void migrate() throws IOException {
        Path scripts = Files.createTempDirectory("scripts");
        Path first = Files.writeString(
                scripts.resolve("V1__letter.sql"),
                WallFunctions.script() + AuditLog.script() + AuditLog.sealScript() + Letter.TABLE
                        + "select tenancy_audit_log(); select tenancy_audit_seal(); select tenancy_audit_delivery();");
        try {
            var report = FleetMigration.of(tenants(), owner(), controlRoles())
                    .server(MigrationServer.of(server(), login(database.owner())))
                    .scripts("filesystem:" + scripts)
                    .build()
                    .run();
            if (!report.isDone()) {
                throw new IllegalStateException(report.text());
            }
        } finally {
            Files.delete(first);
            Files.delete(scripts);
        }
    }

    Server server() {
        return Server.of("main", database.jdbcUrl(), login(database.app()))
                .withOperator(login(database.operator()))
                .withReplica(database.jdbcUrl(replica.port()))
                .withMaximumReplicaLag(Duration.ofSeconds(5))
                .withMaximumConnections(10)
                .withConnectionTimeout(Duration.ofSeconds(2))
                .withPools(PoolSettings.DEFAULT.withLeakThreshold(Duration.ofSeconds(2)));
    }

    /** The control database as its reader. */
    ControlDatabase reader() {
        return ControlDatabase.of(control.jdbcUrl(), login(control.app()));
    }

    TenantDirectory tenants() {
        return PostgresTenantDirectory.of(owner().dataSource());
    }

    /** Ends a session of the application as an administrator would. */
    void endSession(int pid) {
        database.executeAsSuperuser("select pg_terminate_backend(" + pid + ", 60000)");
    }

    /** Holds the replica up, or lets it go on. */
    void replay(boolean goesOn) throws SQLException {
        try (Connection administrator = replica.connectAsSuperuser(database.name());
                Statement statement = administrator.createStatement()) {
            statement.execute(goesOn ? "select pg_wal_replay_resume()" : "select pg_wal_replay_pause()");
        }
    }

    private ControlDatabase owner() {
        return ControlDatabase.of(control.jdbcUrl(), login(control.owner()));
    }

    private ControlRoles controlRoles() {
        return ControlRoles.of(control.app().user(), control.operator().user());
    }

    /** The log of those who share rows, for its owner. */
    LogPlace log() {
        return LogPlace.of(
                ControlDatabase.of(database.jdbcUrl(), login(database.owner())).dataSource(), "app");
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }

    @Override
    public void close() {
        replica.close();
        primary.close();
    }
}
