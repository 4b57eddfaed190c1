package io.tenancy.example.cookbook.kitchen;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.hibernate.draft.MigrationDraft;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.WallTarget;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Databases of a recipe. The tables come from a draft of its entities; a service would review it and give it to its
 * migrations, as recipe Migrations does. For use by one thread.
 */
public final class Place implements AutoCloseable {

    private static final SchemaName SCHEMA = SchemaName.of("initech");

    private final TestDatabase main;
    private final TestDatabase second;
    private final List<Tenant> tenants = new ArrayList<>();

    Place(TestServer server) {
        this.main = server.createDatabase();
        this.second = server.createDatabase();
    }

    /** Tables that {@code acme} and {@code globex} share. */
    public void shareRows(List<Class<?>> entities, String... more) {
        try (Connection owner = main.connectAs(main.owner())) {
            execute(owner, "create schema app");
            owner.setSchema("app");
            WallTarget.sharedRows(roles(main)).tell(owner);
            makeTables(owner, entities, more);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        tenants.add(Tenant.active("acme", Placement.sharedRows("main")));
        tenants.add(Tenant.active("globex", Placement.sharedRows("main")));
    }

    /** The same tables in a schema for {@code initech}. */
    public void giveSchema(List<Class<?>> entities, String... more) {
        try (Connection administrator = main.connectAsSuperuser();
                Connection owner = main.connectAs(main.owner())) {
            administrator.setAutoCommit(false);
            TenantSchema schema = TenantSchema.in(administrator, SCHEMA, roles(main));
            schema.creation().runOn(administrator);
            administrator.commit();
            owner.setSchema(SCHEMA.value());
            WallTarget.ownSchema(schema, TenantId.of("initech")).tell(owner);
            makeTables(owner, entities, more);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        tenants.add(Tenant.active("initech", Placement.ownSchema("main", SCHEMA.value())));
    }

    /** The same tables in a database for {@code umbrella}. */
    public void giveDatabase(List<Class<?>> entities, String... more) {
        second.executeAsSuperuser("revoke all on database " + second.name() + " from public; grant connect on database "
                + second.name() + " to " + second.owner().user() + ", "
                + second.app().user() + ", "
                + second.operator().user());
        try (Connection owner = second.connectAs(second.owner())) {
            execute(owner, "create schema app");
            owner.setSchema("app");
            WallTarget.ownDatabase(TenantId.of("umbrella"), roles(second)).tell(owner);
            makeTables(owner, entities, more);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        tenants.add(Tenant.active("umbrella", Placement.ownDatabase("second")));
    }

    private static void makeTables(Connection owner, List<Class<?>> entities, String... more) throws SQLException {
        if (!entities.isEmpty()) {
            execute(owner, MigrationDraft.of(entities, owner).script());
        }
        for (String statement : more) {
            execute(owner, statement);
        }
    }

    private static void execute(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    /** The database of those who share rows or have a schema. */
    public TestDatabase main() {
        return main;
    }

    public List<Tenant> tenants() {
        return tenants;
    }

    /** The servers with the logins of their owners, for migrations. */
    public List<MigrationServer> migrationServers() {
        return List.of(
                MigrationServer.of(server("main", main), login(main.owner())),
                MigrationServer.of(server("second", second), login(second.owner())));
    }

    List<Server> servers() {
        return tenants.stream().anyMatch(tenant -> tenant.placement() instanceof Placement.OwnDatabase)
                ? List.of(server("main", main), server("second", second))
                : List.of(server("main", main));
    }

    private static Server server(String name, TestDatabase database) {
        return Server.of(name, database.jdbcUrl(), login(database.app())).withOperator(login(database.operator()));
    }

    private static Roles roles(TestDatabase database) {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }

    @Override
    public void close() {
        main.close();
        second.close();
    }
}
