package io.tenancy.benchmarks.wall;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.benchmarks.fixture.PlainPool;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The same items behind each wall and without one, in one database. */
final class Stage implements AutoCloseable {

    private static final String SERVER = "main";

    private final Resources resources = new Resources();
    private final List<Tenant> tenants = new ArrayList<>();
    private final TestDatabase database;
    private final Items shared;
    private final Items own;

    /**
     * @param shared items of many tenants, for shared rows
     * @param own items of one tenant, for a schema of its own
     */
    static Stage set(Items shared, Items own) throws Exception {
        var stage = new Stage(shared, own);
        try {
            stage.build();
            return stage;
        } catch (Exception e) {
            stage.close();
            throw e;
        }
    }

    private Stage(Items shared, Items own) {
        this.shared = shared;
        this.own = own;
        this.database = resources.add(TestServer.shared().createDatabase());
    }

    private void build() throws SQLException {
        var walls = new Walls(database);
        walls.rows(shared.tables());
        walls.none("bare_rows", shared.tables());
        shared.tenantIds().forEach(id -> tenants.add(Tenant.active(id, Placement.sharedRows(SERVER))));
        String schema = walls.schema(own.tenant(0), own.tables());
        walls.none("bare_own", own.tables());
        tenants.add(Tenant.active(own.tenant(0), Placement.ownSchema(SERVER, schema)));
        database.executeAsSuperuser("vacuum analyze");
    }

    /** Shared rows: through the policy, and by hand without one. */
    Pair rows(TenantConnections connections) {
        return new Pair(
                new Access("none", bare("bare_rows"), shared, true),
                new Access("rows", connections.dataSource(), shared, false));
    }

    /** The schema of one tenant: through its role, and without. */
    Pair schema(TenantConnections connections) {
        return new Pair(
                new Access("none", bare("bare_own"), own, false),
                new Access("schema", connections.dataSource(), own, false));
    }

    TenantConnections connections() {
        return resources.add(TenantConnections.builder(InMemoryTenants.of(tenants.toArray(Tenant[]::new)))
                .server(new Walls(database).server(SERVER, database.jdbcUrl()))
                .poolListener(new PoolListener() {})
                .build());
    }

    private HikariDataSource bare(String schema) {
        return resources.add(PlainPool.open(database.jdbcUrl(), database.app(), schema));
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }

    /** The same items without a wall and behind one. */
    record Pair(Access bare, Access walled) {}
}
