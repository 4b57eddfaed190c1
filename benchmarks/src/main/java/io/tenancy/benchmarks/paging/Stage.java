package io.tenancy.benchmarks.paging;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;

/** One tenant's events in shared rows, behind the wall. */
final class Stage implements AutoCloseable {

    static final String TENANT = "busy";

    private static final String SERVER = "main";

    private final Resources resources = new Resources();
    private final TestDatabase database = resources.add(TestServer.shared().createDatabase());

    static Stage set(int rows, int share) throws Exception {
        var stage = new Stage();
        try {
            new Walls(stage.database).rows(Event.tables(TENANT, rows, share));
            stage.database.executeAsSuperuser("vacuum analyze");
            return stage;
        } catch (SQLException e) {
            stage.close();
            throw e;
        }
    }

    HibernateTenancy tenancy() {
        return resources.add(
                HibernateTenancy.builder(InMemoryTenants.of(Tenant.active(TENANT, Placement.sharedRows(SERVER))))
                        .server(new Walls(database).server(SERVER, database.jdbcUrl()))
                        .poolListener(new PoolListener() {})
                        .entities(Event.class)
                        .build());
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
