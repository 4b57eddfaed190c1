package io.tenancy.example.publishing;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.example.publishing.model.PublishingModel;
import io.tenancy.example.publishing.sample.SampleData;
import io.tenancy.example.publishing.sample.SampleLoader;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.junit.DatabaseTemplate;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** All publishers with their sample data in the same tables, behind the wall of shared rows. */
public final class Newsstand implements DatabaseTemplate {

    private static final List<String> PUBLISHERS =
            List.of("northwind-press", "tidewater", "kettle-and-crumb", "lamplight-review");

    @Override
    public void fill(TestDatabase database) throws SQLException {
        database.execute(database.owner(), PlainPublishing.script("/reference.sql"));
        database.execute(
                database.owner(), "create schema app; set search_path = app; " + PlainPublishing.script("/schema.sql"));
        raiseWall(database);
    }

    private static void raiseWall(TestDatabase database) throws SQLException {
        var roles = Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
        try (var owner = database.connectAs(database.owner())) {
            owner.setAutoCommit(false);
            RowWall.over(TenantTables.in(owner, "app", "tenant_id"), roles)
                    .ddl()
                    .runOn(owner);
            owner.commit();
        }
    }

    @Override
    public HibernateTenancy open(TestDatabase database) {
        Tenant[] tenants = PUBLISHERS.stream()
                .map(publisher -> Tenant.active(publisher, Placement.sharedRows("main")))
                .toArray(Tenant[]::new);
        var app = Login.of(database.app().user(), database.app().password());
        HibernateTenancy tenancy = HibernateTenancy.builder(InMemoryTenants.of(tenants))
                .server(Server.of("main", database.jdbcUrl(), app).withReference("reference"))
                .entities(PublishingModel.entities().toArray(Class<?>[]::new))
                .build();
        PUBLISHERS.forEach(publisher -> load(publisher, tenancy));
        return tenancy;
    }

    /** Here and not in {@link #fill}, which would need a session factory of its own. */
    private static void load(String publisher, HibernateTenancy tenancy) {
        try (var scope = TenantContext.of(publisher).enter()) {
            tenancy.inTransaction(session -> SampleLoader.load(SampleData.of(publisher), session));
        }
    }
}
