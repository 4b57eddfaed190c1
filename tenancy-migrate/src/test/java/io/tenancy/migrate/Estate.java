package io.tenancy.migrate;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.HibernateTenancyBuilder;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.DatabaseWall;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two tenants in each placement, each in a schema of its own for the migration, so that one can be ahead of the other:
 * what the tenants of shared rows share is on two servers. The first script is applied, the walls stand.
 */
final class Estate implements AutoCloseable {

    private final TestDatabase control = TestServer.shared().createDatabase();
    private final Map<String, TestDatabase> servers = new LinkedHashMap<>();
    private final InMemoryTenants tenants = InMemoryTenants.of();
    private final ScriptFolder scripts;

    /** @param scripts holds nothing but its first script yet */
    Estate(ScriptFolder scripts) throws SQLException {
        this.scripts = scripts;
        for (String server : new String[] {"one", "two", "three", "four"}) {
            servers.put(server, TestServer.shared().createDatabase());
        }
        place("rows-a", Placement.sharedRows("one"));
        place("rows-b", Placement.sharedRows("two"));
        place("schema-a", Placement.ownSchema("one", "t_a"));
        place("schema-b", Placement.ownSchema("one", "t_b"));
        place("database-a", Placement.ownDatabase("three"));
        place("database-b", Placement.ownDatabase("four"));
        migrate();
        List<Tenant> all = tenants.list(TenantPageRequest.first(10)).tenants();
        for (Tenant tenant : all) {
            wall(tenant);
        }
        try (HibernateTenancy service = service().build()) {
            all.forEach(tenant -> TenantContext.of(tenant.id())
                    .run(() -> service.inTransaction(session -> session.persist(new Parcel(1, tenant.id() + "'s")))));
        }
    }

    private void place(String id, Placement placement) throws SQLException {
        TestDatabase database = servers.get(placement.server().value());
        if (placement instanceof Placement.OwnSchema own) {
            try (Connection administrator = database.connectAsSuperuser()) {
                run(
                        TenantSchema.in(administrator, own.schema(), roles(database))
                                .creation(),
                        administrator);
            }
        } else {
            database.execute(database.owner(), "create schema app");
        }
        tenants.register(Tenant.active(id, placement));
    }

    private void wall(Tenant tenant) throws SQLException {
        TestDatabase database = servers.get(tenant.placement().server().value());
        try (Connection owner = database.connectAs(database.owner());
                Connection administrator = database.connectAsSuperuser()) {
            if (tenant.placement() instanceof Placement.OwnSchema own) {
                SchemaName schema = own.schema();
                run(
                        SchemaWall.over(
                                        TenantTables.in(administrator, schema.value(), "tenant_id"),
                                        TenantSchema.in(administrator, schema, roles(database)),
                                        tenant.id())
                                .ddl(),
                        administrator);
                return;
            }
            var tables = TenantTables.in(owner, "app", "tenant_id");
            run(
                    tenant.placement() instanceof Placement.SharedRows
                            ? RowWall.over(tables, roles(database)).ddl()
                            : DatabaseWall.over(tables, database.name(), tenant.id(), roles(database))
                                    .ddl(),
                    owner);
        }
    }

    FleetMigrationBuilder migration() {
        var builder = FleetMigration.of(
                        tenants,
                        ControlDatabase.of(control.jdbcUrl(), TestFleet.login(control.owner())),
                        ControlRoles.of(control.app().user(), control.operator().user()))
                .scripts(scripts.location());
        servers.forEach((name, database) ->
                builder.server(MigrationServer.of(server(name, database), TestFleet.login(database.owner()))));
        return builder;
    }

    RunReport migrate(String... some) {
        FleetMigration migration = migration().build();
        return some.length == 0
                ? migration.run()
                : migration.run(Stream.of(some).map(TenantId::of).collect(Collectors.toSet()));
    }

    /** The control database as its reader. */
    ControlDatabase reader() {
        return ControlDatabase.of(control.jdbcUrl(), TestFleet.login(control.app()));
    }

    HibernateTenancyBuilder service() {
        var builder = HibernateTenancy.builder(tenants).entities(Parcel.class);
        servers.forEach((name, database) -> builder.server(server(name, database)));
        return builder;
    }

    InMemoryTenants tenants() {
        return tenants;
    }

    private static Server server(String name, TestDatabase database) {
        return Server.of(name, database.jdbcUrl(), TestFleet.login(database.app()))
                .withOperator(TestFleet.login(database.operator()))
                .withMaximumPoolSize(2);
    }

    private static Roles roles(TestDatabase database) {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }

    private static void run(Ddl ddl, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        ddl.runOn(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() {
        servers.values().forEach(TestDatabase::close);
        control.close();
    }
}
