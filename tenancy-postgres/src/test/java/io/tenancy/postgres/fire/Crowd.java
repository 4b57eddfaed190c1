package io.tenancy.postgres.fire;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.DatabaseWall;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * 200 tenants behind their walls, in all three placements, who share 8 connections: 150 the three of the shared rows, 48
 * the three of the own schemas, and 2 with one each for a database of their own.
 *
 * <p>An entry says who wrote it, beside whose it is. Entry 0 of every tenant is there from the start: who sees exactly
 * one of them sees one tenant.
 */
final class Crowd implements AutoCloseable {

    private static final int ROWS = 150;
    private static final int SCHEMAS = 48;

    private static final String TABLE =
            """
            create table entry (
              tenant_id text not null,
              id bigint not null,
              part int not null,
              writer text not null,
              primary key (tenant_id, id, part));
            """;

    final TestDatabase main = TestServer.shared().createDatabase();
    private final List<TestDatabase> own = new ArrayList<>();
    private final List<Tenant> tenants = new ArrayList<>();
    private final Undertaker undertaker = new Undertaker(main);

    Crowd() throws SQLException {
        shareRows();
        try (Connection superuser = main.connectAsSuperuser()) {
            for (int i = 0; i < SCHEMAS; i++) {
                giveSchema("schema-" + i, superuser);
            }
        }
        giveDatabase("database-0");
        giveDatabase("database-1");
    }

    List<Tenant> tenants() {
        return tenants;
    }

    Undertaker undertaker() {
        return undertaker;
    }

    TenantConnections connections() {
        var builder = TenantConnections.builder(InMemoryTenants.of(tenants.toArray(Tenant[]::new)))
                .server(server("main", main, 3));
        for (TestDatabase database : own) {
            builder.server(server("own-" + own.indexOf(database), database, 1));
        }
        return builder.build();
    }

    /** The table where a tenant's entries belong, as a superuser sees it: without any wall. */
    Entries entries(Tenant tenant) throws SQLException {
        if (tenant.placement() instanceof Placement.OwnSchema schema) {
            return new Entries(main.connectAsSuperuser(), schema.schema().value());
        }
        String server = tenant.placement().server().value();
        TestDatabase database = server.equals("main") ? main : own.get(Integer.parseInt(server.substring(4)));
        return new Entries(database.connectAsSuperuser(), "app");
    }

    /** Leaves the first entries alone. */
    void clear() throws SQLException {
        for (Tenant place : places()) {
            try (Entries entries = entries(place)) {
                entries.clear();
            }
        }
    }

    /** One tenant for each table: the last of those with shared rows, and all others. */
    List<Tenant> places() {
        return tenants.subList(ROWS - 1, tenants.size());
    }

    @Override
    public void close() throws SQLException {
        undertaker.close();
        main.close();
        own.forEach(TestDatabase::close);
    }

    private static Server server(String name, TestDatabase database, int connections) {
        return Server.of(name, database.jdbcUrl(), Fleet.login(database.app()))
                .withMaximumPoolSize(connections)
                .withConnectionTimeout(Duration.ofMinutes(1));
    }

    private void shareRows() throws SQLException {
        var script = new StringBuilder("create schema app; set search_path to app; " + TABLE);
        for (int i = 0; i < ROWS; i++) {
            script.append(first("app", "rows-" + i));
            tenants.add(Tenant.active("rows-" + i, Placement.sharedRows("main")));
        }
        main.execute(main.owner(), script.toString());
        try (Connection owner = main.connectAs(main.owner())) {
            Fleet.run(
                    RowWall.over(TenantTables.in(owner, "app", "tenant_id"), Fleet.roles(main))
                            .ddl(),
                    owner);
        }
    }

    private void giveSchema(String tenant, Connection superuser) throws SQLException {
        SchemaName name = Fleet.schemaOf(tenant);
        TenantSchema schema = TenantSchema.in(superuser, name, Fleet.roles(main));
        Ddl table = Ddl.section(
                "table of " + tenant,
                List.of(
                        "set local role " + Fleet.roles(main).owner().quoted(),
                        "set local search_path to " + name,
                        TABLE,
                        first(name.value(), tenant),
                        "reset role"));
        Fleet.run(schema.creation().then(table), superuser);
        Fleet.run(
                SchemaWall.over(TenantTables.in(superuser, name.value(), "tenant_id"), schema, TenantId.of(tenant))
                        .ddl(),
                superuser);
        tenants.add(Tenant.active(tenant, Placement.ownSchema("main", name.value())));
    }

    private void giveDatabase(String tenant) throws SQLException {
        TestDatabase database = TestServer.shared().createDatabase();
        database.execute(
                database.owner(), "create schema app; set search_path to app; " + TABLE + first("app", tenant));
        try (Connection owner = database.connectAs(database.owner())) {
            Fleet.run(
                    DatabaseWall.over(
                                    TenantTables.in(owner, "app", "tenant_id"),
                                    database.name(),
                                    TenantId.of(tenant),
                                    Fleet.roles(database))
                            .ddl(),
                    owner);
        }
        tenants.add(Tenant.active(tenant, Placement.ownDatabase("own-" + own.size())));
        own.add(database);
    }

    private static String first(String schema, String tenant) {
        return "insert into %1$s.entry (tenant_id, id, part, writer) values ('%2$s', 0, 0, '%2$s');"
                .formatted(schema, tenant);
    }
}
