package io.tenancy.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.SchemaName;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.doctor.Patient;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantSetting;
import io.tenancy.postgres.wall.WallFunctions;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log as a line of a migration, which says whose tables these are. The tenant column is of another name and type. */
class ScriptTests {

    private static final String TENANT = "7d444840-9dc0-11d1-b245-5ffdce74fad2";
    private static final String OTHER = "7d444840-9dc0-11d1-b245-5ffdce74fad3";

    private static final String FORGED =
            """
            insert into audit_event (org, id, kind, entity, entity_id, actor_kind, actor, attempt)
            values ('%s', gen_random_uuid(), 'INSERT', 'Letter', '1', 'USER', 'ann', 1)
            """;

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final Roles roles = Roles.of(
            database.owner().user(), database.app().user(), database.operator().user());

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void standsInSharedRows() throws SQLException {
        database.execute(database.owner(), "create schema app");
        migrate(
                "app",
                "{\"placement\": \"rows\", \"user\": \"%s\", \"app\": \"%s\", \"operator\": \"%s\"}"
                        .formatted(roles.app(), roles.app(), roles.operator()));
        try (Connection app = database.connectAs(database.app())) {
            doctor().examine(app, Patient.sharedRows("app")).requireHealthy();
            app.setSchema("app");
            try (Statement statement = app.createStatement()) {
                statement.execute("set tenancy.tenant_id = '" + TENANT + "'");
                assertThat(statement.executeUpdate(FORGED.formatted(TENANT))).isEqualTo(1);
                statement.execute("set tenancy.tenant_id = '" + OTHER + "'");
                try (ResultSet none = statement.executeQuery("select * from audit_event")) {
                    assertThat(none.next()).isFalse();
                }
            }
        }
        assertThat(rights("app", database.app().user())).isEqualTo("INSERT, SELECT");
    }

    @Test
    void standsInASchemaOfItsOwn() throws SQLException {
        TenantSchema schema;
        try (Connection superuser = database.connectAsSuperuser()) {
            superuser.setAutoCommit(false);
            schema = TenantSchema.in(superuser, SchemaName.of("globex"), roles);
            schema.creation().runOn(superuser);
            superuser.commit();
        }
        String user = schema.role().name().name();
        migrate(
                "globex",
                "{\"placement\": \"schema\", \"tenant\": \"%s\", \"user\": \"%s\", \"app\": \"%s\", \"operator\": \"%s\"}"
                        .formatted(TENANT, user, roles.app(), roles.operator()));
        try (Connection app = database.connectAs(database.app())) {
            doctor().examine(app, Patient.ownSchema("globex", TENANT)).requireHealthy();
        }
        assertThat(rights("globex", user)).isEqualTo("INSERT, SELECT");
    }

    /** Twice: a migration may be repeated, and changes nothing then. */
    private void migrate(String schema, String target) {
        String wall =
                "set search_path = " + schema + "; set tenancy.target = '" + target + "';" + WallFunctions.script();
        for (int i = 0; i < 2; i++) {
            database.execute(database.owner(), wall + AuditLog.script() + "select tenancy_audit_log('uuid', 'org');");
        }
    }

    private Doctor doctor() {
        return Doctor.of(roles, TenantColumn.uuid("org"), TenantSetting.DEFAULT);
    }

    private String rights(String schema, String role) throws SQLException {
        try (Connection superuser = database.connectAsSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select string_agg(privilege_type, ', ' order by privilege_type)
                          from pg_class c, aclexplode(c.relacl)
                         where c.oid = '%s.audit_event'::regclass and grantee = '%s'::regrole
                        """
                                .formatted(schema, role))) {
            row.next();
            return row.getString(1);
        }
    }
}
