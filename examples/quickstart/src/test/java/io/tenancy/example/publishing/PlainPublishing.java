package io.tenancy.example.publishing;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.model.PublishingModel;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.postgres.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The publishers' tables in one schema, used by plain Hibernate: {@code @TenantId} and no guard. It shows that the
 * entities fit the tables, and what leaks when nothing else stands.
 */
public final class PlainPublishing implements AutoCloseable {

    public static final String SCHEMA = "publishing";

    private final TestDatabase database;
    private final DataSource data;
    private final SessionFactory sessions;

    private PlainPublishing(TestDatabase database, Login user) {
        this.database = database;
        this.data = new StampedDataSource(database, user);
        this.sessions = sessionFactory(data);
    }

    /** Used as the owner of the tables, without a wall in the database. */
    public static PlainPublishing withoutWall() {
        TestDatabase database = databaseWithTables();
        return new PlainPublishing(database, database.owner());
    }

    /** Used as the app role, behind the wall of shared rows. */
    public static PlainPublishing behindRowWall() throws SQLException {
        TestDatabase database = databaseWithTables();
        raiseRowWall(database);
        return new PlainPublishing(database, database.app());
    }

    private static TestDatabase databaseWithTables() {
        TestDatabase database = TestServer.shared().createDatabase();
        database.execute(database.owner(), script("/reference.sql"));
        createTables(database, SCHEMA);
        return database;
    }

    private static void raiseRowWall(TestDatabase database) throws SQLException {
        try (var connection = database.connectAs(database.owner())) {
            connection.setAutoCommit(false);
            var roles = Roles.of(
                    database.owner().user(),
                    database.app().user(),
                    database.operator().user());
            RowWall.over(TenantTables.in(connection, SCHEMA, "tenant_id"), roles)
                    .ddl()
                    .runOn(connection);
            connection.commit();
        }
    }

    public TestDatabase database() {
        return database;
    }

    public DataSource data() {
        return data;
    }

    public SessionFactory sessions() {
        return sessions;
    }

    /** The tables once more, in another schema of the same database. */
    public void createTables(String schema) {
        createTables(database, schema);
    }

    private static void createTables(TestDatabase database, String schema) {
        database.execute(
                database.owner(),
                "create schema " + schema + "; set local search_path = " + schema + "; " + script("/schema.sql"));
    }

    @Override
    public void close() {
        sessions.close();
        database.close();
    }

    private static SessionFactory sessionFactory(DataSource data) {
        var configuration = new Configuration();
        PublishingModel.entities().forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put("hibernate.connection.datasource", data);
        configuration.setCurrentTenantIdentifierResolver(new NobodyIsRoot());
        configuration.setProperty("hibernate.hbm2ddl.auto", "validate");
        return configuration.buildSessionFactory();
    }

    static String script(String path) {
        try (var stream = PlainPublishing.class.getResourceAsStream(path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A common mistake of its own: without a tenant everything is visible. */
    private static final class NobodyIsRoot implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            return TenantContext.find().map(context -> context.tenant().value()).orElse("");
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }

        @Override
        public boolean isRoot(String tenant) {
            return tenant.isEmpty();
        }
    }

    /** Tells the tenant to the column defaults, with no wall behind. */
    private static final class StampedDataSource extends PGSimpleDataSource {

        StampedDataSource(TestDatabase database, Login user) {
            setUrl(database.jdbcUrl());
            setCurrentSchema(SCHEMA);
            setUser(user.user());
            setPassword(user.password());
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (var set = connection.prepareStatement("select set_config('tenancy.tenant_id', ?, false)")) {
                set.setString(
                        1, TenantContext.find().map(c -> c.tenant().value()).orElse(""));
                set.execute();
            }
            return connection;
        }
    }
}
