package io.tenancy.hibernate.housing;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.HibernateTenancyBuilder;
import io.tenancy.postgres.pool.Login;
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
import io.tenancy.testkit.wire.Relay;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/**
 * Two tenants in each of the three placements, behind the walls, over tables and entities that a test brings along; the
 * application reaches them through a relay that counts. Tenant column: {@code tenant_id}.
 */
public final class Housing implements AutoCloseable {

    public static final String ROWS = "rows-a";
    public static final String OTHER_ROWS = "rows-b";
    public static final String SCHEMA = "schema-a";
    public static final String OTHER_SCHEMA = "schema-b";
    public static final String DATABASE = "database-a";
    public static final String OTHER_DATABASE = "database-b";

    private static final int POOL = 4;

    private final TestDatabase main = TestServer.shared().createDatabase();
    private final TestDatabase first = TestServer.shared().createDatabase();
    private final TestDatabase second = TestServer.shared().createDatabase();
    public final Relay relay = Relay.to(main.server().host(), main.server().port());
    public final InMemoryTenants tenants = InMemoryTenants.of();
    public final HibernateTenancy tenancy;

    private Housing(String tables, Consumer<HibernateTenancyBuilder> more, Class<?>... entities) {
        try {
            rows(tables);
            schema(tables, SCHEMA);
            schema(tables, OTHER_SCHEMA);
            database(tables, first, DATABASE, "first");
            database(tables, second, OTHER_DATABASE, "second");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        tenancy = another(more, entities);
    }

    /** Another factory for the same tenants and tables, for the caller to close. */
    public HibernateTenancy another(Consumer<HibernateTenancyBuilder> more, Class<?>... entities) {
        var builder = HibernateTenancy.builder(tenants).entities(entities);
        servers().forEach(builder::server);
        more.accept(builder);
        return builder.build();
    }

    /** How the application reaches them. */
    public List<Server> servers() {
        return List.of(server("main", main), server("first", first), server("second", second));
    }

    /** @param tables DDL without schema names, run once for each place with the search path set */
    public static Housing of(String tables, Class<?>... entities) {
        return new Housing(tables, builder -> {}, entities);
    }

    public static Housing of(String tables, Consumer<HibernateTenancyBuilder> more, Class<?>... entities) {
        return new Housing(tables, more, entities);
    }

    /** One tenant of each placement. */
    public static Stream<String> placements() {
        return Stream.of(ROWS, SCHEMA, DATABASE);
    }

    /** The other tenant in the same placement. */
    public static String other(String tenant) {
        return tenant.endsWith("-a") ? tenant.replace("-a", "-b") : tenant.replace("-b", "-a");
    }

    public void as(String tenant, Consumer<Session> work) {
        TenantContext.of(tenant).run(() -> tenancy.inTransaction(work));
    }

    public <R> R from(String tenant, Function<Session, R> work) {
        try (TenantScope scope = TenantContext.of(tenant).enter()) {
            return tenancy.fromTransaction(work);
        }
    }

    public void statelessAs(String tenant, Consumer<StatelessSession> work) {
        TenantContext.of(tenant).run(() -> tenancy.inStatelessTransaction(work));
    }

    /** Past all walls, in the tenant's place; shared rows of both tenants are one place. */
    public void executeIn(String tenant, String sql) {
        try (Connection superuser = witness(tenant);
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number a query gives, past all walls, in the tenant's place. */
    public long numberIn(String tenant, String query) {
        try (Connection superuser = witness(tenant);
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the tenants in shared rows and in schemas are. */
    public TestDatabase main() {
        return main;
    }

    /** A superuser's connection whose search path is the tenant's place. */
    public Connection witness(String tenant) throws SQLException {
        boolean inSchema = tenant.startsWith("schema");
        Connection superuser = databaseOf(tenant).connectAsSuperuser();
        superuser.setSchema(inSchema ? schemaOf(tenant).value() : "app");
        return superuser;
    }

    public TestDatabase databaseOf(String tenant) {
        return tenant.equals(DATABASE) ? first : tenant.equals(OTHER_DATABASE) ? second : main;
    }

    @Override
    public void close() {
        tenancy.close();
        relay.close();
        for (TestDatabase database : List.of(main, first, second)) {
            database.close();
        }
    }

    private void rows(String tables) throws SQLException {
        createIn("app", main, "create schema app; ", tables);
        try (Connection owner = main.connectAs(main.owner())) {
            run(
                    RowWall.over(TenantTables.in(owner, "app", "tenant_id"), roles(main))
                            .ddl(),
                    owner);
        }
        tenants.register(Tenant.active(ROWS, Placement.sharedRows("main")));
        tenants.register(Tenant.active(OTHER_ROWS, Placement.sharedRows("main")));
    }

    private void schema(String tables, String tenant) throws SQLException {
        SchemaName name = schemaOf(tenant);
        try (Connection superuser = main.connectAsSuperuser()) {
            TenantSchema schema = TenantSchema.in(superuser, name, roles(main));
            run(schema.creation(), superuser);
            createIn(name.value(), main, "", tables);
            var walled = TenantTables.in(superuser, name.value(), "tenant_id");
            run(SchemaWall.over(walled, schema, TenantId.of(tenant)).ddl(), superuser);
        }
        tenants.register(Tenant.active(tenant, Placement.ownSchema("main", name.value())));
    }

    private void database(String tables, TestDatabase database, String tenant, String server) throws SQLException {
        createIn("app", database, "create schema app; ", tables);
        try (Connection owner = database.connectAs(database.owner())) {
            var walled = TenantTables.in(owner, "app", "tenant_id");
            run(
                    DatabaseWall.over(walled, database.name(), TenantId.of(tenant), roles(database))
                            .ddl(),
                    owner);
        }
        tenants.register(Tenant.active(tenant, Placement.ownDatabase(server)));
    }

    private static void createIn(String schema, TestDatabase database, String before, String tables) {
        database.execute(database.owner(), before + "set search_path to " + schema + "; " + tables);
    }

    private static void run(Ddl ddl, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        ddl.runOn(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private Server server(String name, TestDatabase database) {
        return Server.of(name, database.jdbcUrl(relay.port()), login(database.app()))
                .withOperator(login(database.operator()))
                .withMaximumPoolSize(POOL);
    }

    public static SchemaName schemaOf(String tenant) {
        return SchemaName.generatedFor(TenantId.of(tenant));
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
}
