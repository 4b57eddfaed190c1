package io.tenancy.hibernate.bookshop;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.junit.DatabaseTemplate;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Two tenants in shared rows and one in a schema of its own, behind their walls. */
public class Bookshop implements DatabaseTemplate {

    @Override
    public void fill(TestDatabase database) throws SQLException {
        database.execute(database.owner(), "create schema app; set search_path = app; " + Book.TABLE);
        try (Connection owner = database.connectAs(database.owner())) {
            owner.setAutoCommit(false);
            RowWall.over(TenantTables.in(owner, "app", "tenant_id"), roles(database))
                    .ddl()
                    .runOn(owner);
            owner.commit();
        }
    }

    @Override
    public HibernateTenancy open(TestDatabase database) throws SQLException {
        ownSchema(database);
        var app = Login.of(database.app().user(), database.app().password());
        return HibernateTenancy.builder(InMemoryTenants.of(
                        Tenant.active("acme", Placement.sharedRows("main")),
                        Tenant.active("globex", Placement.sharedRows("main")),
                        Tenant.active("initech", Placement.ownSchema("main", "initech"))))
                .server(Server.of("main", database.jdbcUrl(), app))
                .entities(Book.class)
                .build();
    }

    /** Not in what is cloned: the role of a schema is named after its database, and a clone has another name. */
    private static void ownSchema(TestDatabase database) throws SQLException {
        try (Connection administrator = database.connectAsSuperuser()) {
            administrator.setAutoCommit(false);
            var schema = TenantSchema.in(administrator, SchemaName.of("initech"), roles(database));
            schema.creation().runOn(administrator);
            administrator.commit();
            database.execute(database.owner(), "set search_path = initech; " + Book.TABLE);
            SchemaWall.over(TenantTables.in(administrator, "initech", "tenant_id"), schema, TenantId.of("initech"))
                    .ddl()
                    .runOn(administrator);
            administrator.commit();
        }
    }

    private static Roles roles(TestDatabase database) {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }
}
