package io.tenancy.example.publishing.platform;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.DatabaseWall;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTable;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * A PostgreSQL server with one database for publishers, prepared the way a migration would do it: tables first, then the
 * walls around them. The application reaches it through a relay that counts round trips. For use by one thread.
 */
public final class PublishingServer implements AutoCloseable {

    public static final String SHARED_SCHEMA = "app";

    private static final String TENANT_COLUMN = "tenant_id";

    private final String name;
    private final TestServer server;
    private final boolean stopsWithThis;
    private final TestDatabase database;
    private final Relay relay;

    private PublishingServer(String name, TestServer server, boolean stopsWithThis) {
        this.name = name;
        this.server = server;
        this.stopsWithThis = stopsWithThis;
        this.database = server.createDatabase();
        this.relay = Relay.to(server.host(), server.port());
        database.execute(database.owner(), script("/reference.sql"));
    }

    /** A PostgreSQL of its own, which stops when this is closed. */
    public static PublishingServer start(String name) {
        return new PublishingServer(name, TestServer.start(), true);
    }

    /** One more database on a PostgreSQL that runs already, and goes on. */
    public static PublishingServer on(TestServer server, String name) {
        return new PublishingServer(name, server, false);
    }

    /** Tables that publishers share, and the wall between their rows. */
    public Ddl shareRows() throws SQLException {
        createTables(SHARED_SCHEMA, "create schema " + SHARED_SCHEMA + "; ");
        try (Connection owner = database.connectAs(database.owner())) {
            return run(RowWall.over(tables(owner, SHARED_SCHEMA), roles()).ddl(), owner);
        }
    }

    /** A schema for one publisher, and the wall around it. */
    public Ddl giveSchema(TenantId publisher, SchemaName name) throws SQLException {
        try (Connection administrator = database.connectAsSuperuser()) {
            TenantSchema schema = TenantSchema.in(administrator, name, roles());
            run(schema.creation(), administrator);
            createTables(name.value(), "");
            List<TenantTable> tables = tables(administrator, name.value());
            return run(SchemaWall.over(tables, schema, publisher).ddl(), administrator);
        }
    }

    /** This database for one publisher, and the wall around it. */
    public Ddl giveDatabase(TenantId publisher) throws SQLException {
        createTables(SHARED_SCHEMA, "create schema " + SHARED_SCHEMA + "; ");
        try (Connection owner = database.connectAs(database.owner())) {
            List<TenantTable> tables = tables(owner, SHARED_SCHEMA);
            return run(
                    DatabaseWall.over(tables, database.name(), publisher, roles())
                            .ddl(),
                    owner);
        }
    }

    /** How the application reaches it. */
    public Server server() {
        return Server.of(name, database.jdbcUrl(relay.port()), login(database.app()))
                .withOperator(login(database.operator()))
                .withSchema(SHARED_SCHEMA)
                .withReference("reference")
                .withMaximumPoolSize(4);
    }

    /** A connection that no wall holds back, for the witness. */
    public Connection connectAsSuperuser() throws SQLException {
        return database.connectAsSuperuser();
    }

    public String version() throws SQLException {
        try (Connection connection = connectAsSuperuser()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    public int port() {
        return server.port();
    }

    public long roundTrips() {
        return relay.roundTrips();
    }

    @Override
    public void close() {
        relay.close();
        database.close();
        if (stopsWithThis) {
            server.close();
        }
    }

    private void createTables(String schema, String before) {
        database.execute(database.owner(), before + "set search_path = " + schema + "; " + script("/schema.sql"));
    }

    private static List<TenantTable> tables(Connection connection, String schema) throws SQLException {
        return TenantTables.in(connection, schema, TENANT_COLUMN);
    }

    private Roles roles() {
        return Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }

    private static Ddl run(Ddl ddl, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        ddl.runOn(connection);
        connection.commit();
        return ddl;
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }

    private static String script(String path) {
        try (InputStream stream = PublishingServer.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
