package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.doctor.Patient;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first screen of the README, as it stands there. */
class ReadmeTests {

    private static final String TABLE =
            """
            create table invoice (tenant_id text not null, id uuid not null, number text,
                primary key (tenant_id, id), unique (tenant_id, number));
            """;

    private TestDatabase database;
    private Roles roles;

    @BeforeEach
    void prepare() throws SQLException {
        database = TestServer.shared().createDatabase();
        roles = Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
        sharedRows();
        ownSchema();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void theTenLines() throws SQLException {
        run(database.jdbcUrl(), database.app().user(), database.app().password());
        try (Connection superuser = database.connectAsSuperuser()) {
            assertThat(owners(superuser, "app.invoice")).containsExactly("acme");
            assertThat(owners(superuser, "globex.invoice")).isEmpty();
        }
    }

    @Test
    void theDoctorFindsTheWallsWhole() throws SQLException {
        try (Connection connection = database.connectAs(database.app())) {
            Doctor doctor = Doctor.of(roles);
            doctor.examine(connection, Patient.sharedRows("app"), Patient.ownSchema("globex", "globex"))
                    .requireHealthy();
        }
    }

    private static void run(String url, String user, String password) {
        var tenants = InMemoryTenants.of(
                Tenant.active("acme", Placement.sharedRows("main")),
                Tenant.active("globex", Placement.ownSchema("main", "globex")));

        try (HibernateTenancy tenancy = HibernateTenancy.builder(tenants)
                .server(Server.of("main", url, Login.of(user, password)))
                .entities(Invoice.class)
                .build()) {
            try (var scope = TenantContext.of("acme").enter()) {
                tenancy.inTransaction(session -> session.persist(new Invoice("2026-001")));
            }
        }
    }

    private void sharedRows() throws SQLException {
        database.execute(database.owner(), "create schema app; set search_path = app; " + TABLE);
        try (Connection owner = database.connectAs(database.owner())) {
            owner.setAutoCommit(false);
            Ddl wall = RowWall.over(TenantTables.in(owner, "app", "tenant_id"), roles)
                    .ddl();
            wall.runOn(owner);
            owner.commit();
        }
    }

    private void ownSchema() throws SQLException {
        try (Connection administrator = database.connectAsSuperuser()) {
            administrator.setAutoCommit(false);
            TenantSchema schema = TenantSchema.in(administrator, SchemaName.of("globex"), roles);
            schema.creation().runOn(administrator);
            administrator.commit();
            database.execute(database.owner(), "set search_path = globex; " + TABLE);
            SchemaWall.over(TenantTables.in(administrator, "globex", "tenant_id"), schema, TenantId.of("globex"))
                    .ddl()
                    .runOn(administrator);
            administrator.commit();
        }
    }

    private static List<String> owners(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select tenant_id from " + table)) {
            var owners = new ArrayList<String>();
            while (rows.next()) {
                owners.add(rows.getString(1));
            }
            return owners;
        }
    }
}
