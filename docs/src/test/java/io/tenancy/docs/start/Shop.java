package io.tenancy.docs.start;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.draft.MigrationDraft;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.WallTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The service of docs/start.md. */
final class Shop {

    private final HibernateTenancy tenancy;

    Shop(HibernateTenancy tenancy) {
        this.tenancy = tenancy;
    }

    static HibernateTenancy open(String url, Login app) {
        var tenants = InMemoryTenants.of(
                Tenant.active("acme", Placement.sharedRows("main")),
                Tenant.active("globex", Placement.sharedRows("main")));
        return HibernateTenancy.builder(tenants)
                .server(Server.of("main", url, app))
                .entities(Customer.class, Bill.class)
                .build();
    }

    static void makeTables(Connection owner, Roles roles) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("create schema app");
            owner.setSchema("app");
            WallTarget.sharedRows(roles).tell(owner);
            statement.execute(MigrationDraft.of(List.of(Customer.class, Bill.class), owner)
                    .script());
        }
    }

    void bill(String name, long cents) {
        tenancy.inTransaction(session -> {
            var customer = new Customer(name);
            session.persist(customer);
            session.persist(new Bill(customer, cents));
        });
    }

    List<String> billed() {
        return tenancy.fromTransaction(
                session -> session.createSelectionQuery("select customer.name from Bill order by id", String.class)
                        .getResultList());
    }
}
