package io.tenancy.benchmarks.wire;

import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One server with the same rows for everybody, and every route to it through one relay. */
final class Stage implements AutoCloseable {

    private final Resources resources = new Resources();
    private final List<Route> routes = new ArrayList<>();
    private final TestDatabase main = resources.add(TestServer.shared().createDatabase());
    private final Relay relay =
            resources.add(Relay.to(main.server().host(), main.server().port()));

    /** @param sharing tenants that share rows; two of them work */
    static Stage set(Tables tables, int sharing) throws Exception {
        var stage = new Stage();
        try {
            stage.build(tables, sharing);
            return stage;
        } catch (Exception e) {
            stage.close();
            throw e;
        }
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    Relay relay() {
        return relay;
    }

    private void build(Tables tables, int sharing) throws SQLException {
        var ordinary = new OrdinaryRoutes(tables, main, relay, resources);
        routes.add(ordinary.plain());
        routes.add(ordinary.tenantId());
        routes.add(ordinary.classic());
        routes.addAll(new TenancyRoutes(tables, main, relay, resources).open(sharing));
        main.executeAsSuperuser("vacuum analyze");
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
