package io.tenancy.benchmarks.fetch;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.fetch.FetchGuard;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;

/** One tenant's hundred notes, and factories that differ in their guard alone. */
final class Stage implements AutoCloseable {

    static final String TENANT = "reader";

    private static final String SERVER = "main";

    private final Resources resources = new Resources();
    private final TestDatabase database = resources.add(TestServer.shared().createDatabase());

    static Stage set() throws Exception {
        var stage = new Stage();
        try {
            new Walls(stage.database).rows(Note.TABLE.formatted(TENANT));
            return stage;
        } catch (SQLException e) {
            stage.close();
            throw e;
        }
    }

    HibernateTenancy tenancy(FetchGuard guard) {
        return resources.add(
                HibernateTenancy.builder(InMemoryTenants.of(Tenant.active(TENANT, Placement.sharedRows(SERVER))))
                        .server(new Walls(database).server(SERVER, database.jdbcUrl()))
                        .poolListener(new PoolListener() {})
                        .entities(Note.class)
                        .fetchGuard(guard)
                        .build());
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
