package io.tenancy.migrate.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.draft.MigrationDraft;
import io.tenancy.hibernate.draft.NamedEntities;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts, applied by a fleet's migration to tenants in all placements, and examined by the doctor. */
class MigrationDraftTests {

    private static final SchemaName OWN = SchemaName.of("t_globex");

    @TempDir
    private Path scripts;

    private final TestDatabase main = TestServer.shared().createDatabase();
    private final TestDatabase other = TestServer.shared().createDatabase();
    private final TestDatabase control = TestServer.shared().createDatabase();
    private final InMemoryTenants directory = InMemoryTenants.of(
            Tenant.active("acme", Placement.sharedRows("main")),
            Tenant.active("globex", Placement.ownSchema("main", OWN.value())),
            Tenant.active("initech", Placement.ownDatabase("other")));

    @BeforeEach
    void provision() throws SQLException {
        try (Connection administrator = main.connectAsSuperuser()) {
            administrator.setAutoCommit(false);
            TenantSchema.in(administrator, OWN, roles(main)).creation().runOn(administrator);
            administrator.commit();
        }
        for (TestDatabase database : List.of(main, other)) {
            database.execute(database.owner(), "create schema app");
            database.executeAsSuperuser("revoke all on database " + database.name() + " from public; grant connect on"
                    + " database " + database.name() + " to " + database.owner().user() + ", "
                    + database.app().user() + ", " + database.operator().user());
        }
    }

    @AfterEach
    void stop() {
        main.close();
        other.close();
        control.close();
    }

    @Test
    void theModelBecomesTablesBehindWallsAndThenNothingIsMissing() throws Exception {
        MigrationDraft first = draft(Shop.BEFORE);
        assertThat(first.script())
                .contains("primary key (tenant_id, id)")
                .contains("unique (tenant_id, name)")
                .contains("foreign key (parent_id, tenant_id) references customer (id, tenant_id) on delete set null"
                        + " (parent_id)")
                .contains("select tenancy_wall('customer_phones');", "select tenancy_wall('order');")
                .contains("select tenancy_shared('country');");
        Files.writeString(scripts.resolve(ScriptName.after(null, "shop")), first.script());
        assertThat(first.warnings()).isEmpty();

        assertHealthy(migration().run());
        assertThat(draft(Shop.BEFORE).statements()).isEmpty();

        MigrationDraft second = draft(Shop.AFTER);
        assertThat(second.needsFunctions()).isFalse();
        assertThat(second.statements())
                .hasSize(7)
                .anyMatch(sql -> sql.startsWith("create sequence voucher_"))
                .anyMatch(sql -> sql.startsWith("create table voucher "))
                .contains("alter table customer add column email varchar(255)")
                .contains("alter table customer add column mentor_id bigint")
                .contains("select tenancy_wall('voucher')");
        Files.writeString(scripts.resolve(ScriptName.after("1", "vouchers")), second.script());

        assertHealthy(migration().run());
        assertThat(draft(Shop.AFTER).isEmpty()).isTrue();
        assertThat(migration().drift().outliers()).isEmpty();
    }

    /** A table of the same name in another schema of the database is no reason to leave one out. */
    @Test
    void onlyTheSchemaOfTheConnectionIsLookedAt() throws Exception {
        MigrationDraft first = draft(Shop.BEFORE, main, "app");
        main.execute(
                main.owner(),
                "set search_path = app; "
                        + String.join(
                                ";",
                                first.statements().stream()
                                        .filter(sql -> !sql.startsWith("select "))
                                        .toList()));

        assertThat(draft(Shop.BEFORE, main, OWN.value()).statements()).isEqualTo(first.statements());
    }

    /** As a program does that is not the application. */
    @Test
    void entitiesAreKnownByName() throws SQLException {
        String gone = "com.acme.Gone";
        List<String> names = Stream.concat(
                        Shop.BEFORE.stream().map(Class::getName), Stream.of("java.lang.String", gone))
                .toList();
        try (Connection owner = main.connectAs(main.owner())) {
            owner.setSchema("app");
            Map<String, List<String>> drafted = NamedEntities.draft(names, List.of(), Map.of(), owner);
            assertThat(drafted).containsEntry("statements", draft(Shop.BEFORE).statements());
            assertThat(drafted.get("warnings")).singleElement().asString().contains(gone, "could not be looked at");
            assertThatThrownBy(() -> NamedEntities.draft(List.of("java.lang.String"), List.of(), Map.of(), owner))
                    .isInstanceOf(TenancyConfigurationException.class)
                    .hasMessageContaining("no entity among 1 classes");
            assertThatThrownBy(() -> NamedEntities.draft(names, List.of(gone), Map.of(), owner))
                    .isInstanceOf(TenancyConfigurationException.class)
                    .hasMessageContaining("shared class '" + gone + "'");
        }
    }

    private static void assertHealthy(RunReport report) {
        assertThat(report.text()).contains("3 migrated, 0 up to date, 0 failed");
        assertThat(report.isHealthy()).as(report.text()).isTrue();
    }

    /** Against each placement, with one answer. */
    private MigrationDraft draft(List<Class<?>> entities) throws SQLException {
        MigrationDraft rows = draft(entities, main, "app");
        assertThat(draft(entities, main, OWN.value())).isEqualTo(rows);
        assertThat(draft(entities, other, "app")).isEqualTo(rows);
        return rows;
    }

    private static MigrationDraft draft(List<Class<?>> entities, TestDatabase database, String schema)
            throws SQLException {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL")
                .applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                .build();
        try (Connection owner = database.connectAs(database.owner())) {
            owner.setSchema(schema);
            var metadata = new MetadataSources(registry)
                    .addAnnotatedClasses(entities.toArray(Class<?>[]::new))
                    .buildMetadata();
            return MigrationDraft.of(metadata, Set.of(), owner);
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    private FleetMigration migration() throws IOException {
        return FleetMigration.of(
                        directory,
                        ControlDatabase.of(control.jdbcUrl(), login(control.owner())),
                        ControlRoles.of(control.app().user(), control.operator().user()))
                .server(server("main", main))
                .server(server("other", other))
                .scripts("filesystem:" + scripts)
                .build();
    }

    private static MigrationServer server(String name, TestDatabase database) {
        return MigrationServer.of(
                        Server.of(name, database.jdbcUrl(), login(database.app()))
                                .withOperator(login(database.operator())),
                        login(database.owner()))
                .withDoctor(Doctor.of(roles(database)).withShared("country"));
    }

    private static Roles roles(TestDatabase database) {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }
}
