package io.tenancy.audit.log;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.postgres.doctor.Patient;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.WallFunctions;
import io.tenancy.testkit.postgres.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A log with seal and delivery behind the wall of a placement, without entities: events are written by SQL. */
public final class LogDatabase implements AutoCloseable {

    private static final String TABLES = WallFunctions.script() + AuditLog.script() + AuditLog.sealScript()
            + "select tenancy_audit_log(); select tenancy_audit_seal(); select tenancy_audit_delivery();";

    public final TestDatabase database = TestServer.shared().createDatabase();
    public final Roles roles = Roles.of(
            database.owner().user(), database.app().user(), database.operator().user());
    public final String schema;
    /** Who writes: the application, or the role of the schema that it takes. */
    private final String user;

    private final Patient patient;

    private final Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();

    private LogDatabase(String placement, String tenant) {
        try (Connection superuser = database.connectAsSuperuser()) {
            if (placement.equals("schema")) {
                SchemaName name = SchemaName.generatedFor(TenantId.of(tenant));
                TenantSchema own = TenantSchema.in(superuser, name, roles);
                superuser.setAutoCommit(false);
                own.creation().runOn(superuser);
                superuser.commit();
                schema = name.value();
                user = own.role().name().name();
            } else {
                schema = "app";
                user = roles.app().name();
                database.execute(database.owner(), "create schema app");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        patient = switch (placement) {
            case "rows" -> Patient.sharedRows(schema);
            case "schema" -> Patient.ownSchema(schema, tenant);
            default -> Patient.ownDatabase(schema, tenant);
        };
        String target =
                """
                {"placement": "%s", %s "user": "%s", "app": "%s", "operator": "%s"}
                """
                        .formatted(
                                placement,
                                placement.equals("rows") ? "" : "\"tenant\": \"" + tenant + "\",",
                                user,
                                roles.app(),
                                roles.operator());
        execute("set tenancy.target = '" + target + "'; " + TABLES);
    }

    public static LogDatabase ofRows() {
        return new LogDatabase("rows", "");
    }

    public static LogDatabase ofSchema(String tenant) {
        return new LogDatabase("schema", tenant);
    }

    public static LogDatabase ofDatabase(String tenant) {
        return new LogDatabase("database", tenant);
    }

    /** Whom the doctor examines. */
    public Patient patient() {
        return patient;
    }

    /** As the owner sees it. */
    public LogPlace place() {
        return placeAs(database.owner());
    }

    public LogPlace placeAs(Login login) {
        return LogPlace.of(pools.computeIfAbsent(login.user(), user -> pool(login)), schema);
    }

    private HikariDataSource pool(Login login) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(8);
        return pool;
    }

    /** By the owner, with the schema as search path. */
    public void execute(String script) {
        database.execute(database.owner(), "set search_path to " + schema + "; " + script);
    }

    public long number(String query) {
        try (Connection owner = database.connectAs(database.owner())) {
            owner.setSchema(schema);
            try (Statement statement = owner.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The application's connection, in a transaction bound to a tenant. */
    public Connection bound(String tenant) throws SQLException {
        Connection app = database.connectAs(database.app());
        app.setAutoCommit(false);
        bind(app, tenant);
        return app;
    }

    public void bind(Connection app, String tenant) throws SQLException {
        try (PreparedStatement binding = app.prepareStatement("select set_config('search_path', ?, true),"
                + " set_config('tenancy.tenant_id', ?, true), set_config('role', ?, true)")) {
            binding.setString(1, schema);
            binding.setString(2, tenant);
            binding.setString(3, user);
            binding.execute();
        }
    }

    /** One transaction of so many events. */
    public void write(String tenant, int events) {
        try (Connection app = bound(tenant)) {
            write(app, "Letter", events);
            app.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows 1 to n of an entity. */
    public static void write(Connection app, String entity, int events) throws SQLException {
        String sql =
                """
                insert into audit_event (id, kind, entity, entity_id, before, after, actor_kind, actor, reason, attempt)
                select gen_random_uuid(), 'UPDATE', ?, i::text, jsonb_build_object('subject', 'old ' || i),
                       jsonb_build_object('subject', 'new ' || i, 'pages', i * 1.10), 'USER', 'ann', 'test', 1
                  from generate_series(1, ?) as i
                """;
        try (PreparedStatement insert = app.prepareStatement(sql)) {
            insert.setString(1, entity);
            insert.setInt(2, events);
            insert.executeUpdate();
        }
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
        database.close();
    }
}
