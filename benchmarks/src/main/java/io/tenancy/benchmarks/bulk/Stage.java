package io.tenancy.benchmarks.bulk;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.cfg.BatchSettings;

/** A tenant in shared rows and one in a schema of its own, each behind its wall, with an empty table. */
final class Stage implements AutoCloseable {

    static final String ROWS = "rows";
    static final String SCHEMA = "schema";

    /** What Hibernate's users set for persist. */
    static final int BATCH = 50;

    private static final String SERVER = "main";

    private final Resources resources = new Resources();
    private final TestDatabase database = resources.add(TestServer.shared().createDatabase());
    private final String schema = SchemaName.generatedFor(TenantId.of(SCHEMA)).value();

    static Stage set() throws Exception {
        var stage = new Stage();
        try {
            var walls = new Walls(stage.database);
            walls.rows(Shipment.TABLES);
            walls.schema(SCHEMA, Shipment.TABLES);
            return stage;
        } catch (SQLException e) {
            stage.close();
            throw e;
        }
    }

    HibernateTenancy tenancy() {
        var tenants = InMemoryTenants.of(
                Tenant.active(ROWS, Placement.sharedRows(SERVER)),
                Tenant.active(SCHEMA, Placement.ownSchema(SERVER, schema)));
        return resources.add(HibernateTenancy.builder(tenants)
                .server(new Walls(database).server(SERVER, database.jdbcUrl()))
                .poolListener(new PoolListener() {})
                .entities(Shipment.class)
                .setting(BatchSettings.STATEMENT_BATCH_SIZE, BATCH)
                .build());
    }

    /** Past all walls, in the tenant's place. */
    Connection superuser(String tenant) throws SQLException {
        Connection connection = database.connectAsSuperuser();
        connection.setSchema(tenant.equals(ROWS) ? "app" : schema);
        return connection;
    }

    void empty(String tenant) throws SQLException {
        try (Connection superuser = superuser(tenant);
                Statement statement = superuser.createStatement()) {
            statement.execute("truncate shipment");
        }
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
