package io.tenancy.benchmarks.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.Actor;
import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.audit.log.AuditLog;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.benchmarks.fixture.PlainPool;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.audit.DefaultChangelog;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;

/** One database, in which each has tables of its own. */
final class Stage implements AutoCloseable {

    private static final String ENVERS = "hibernate.integration.envers.enabled";
    private static final int BATCH = 50;
    private static final String ROWS = "rows";

    /** With a log of a million events, and with one of some thousands. */
    static final List<String> READERS = List.of("long", "short");

    private static final String SERVER = "main";

    private static final String TABLES =
            """
            create table parcel (tenant_id text not null, %1$s, primary key (tenant_id, id));
            create table unrecorded (tenant_id text not null, %1$s, primary key (tenant_id, id));
            """
                            .formatted(Parcel.COLUMNS)
                    + AuditLog.script() + AuditLog.sealScript()
                    + "select tenancy_audit_log(); select tenancy_audit_seal();";

    private final Resources resources = new Resources();
    private final TestDatabase database = resources.add(TestServer.shared().createDatabase());
    private final Relay relay =
            resources.add(Relay.to(database.server().host(), database.server().port()));
    private final Connection superuser;

    private Stage() throws SQLException {
        superuser = resources.add(database.connectAsSuperuser());
        superuser.setSchema("app");
    }

    static Stage set() throws Exception {
        var stage = new Stage();
        try {
            new Walls(stage.database).rows(TABLES);
            return stage;
        } catch (SQLException e) {
            stage.close();
            throw e;
        }
    }

    Relay relay() {
        return relay;
    }

    Connection superuser() {
        return superuser;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String query) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** So many rows in an empty table, of which no trail knows. */
    void fill(Keeper keeper, int rows) throws SQLException {
        execute(keeper.emptying());
        boolean owned = keeper.base().equals(Keeper.TENANCY);
        execute(
                """
                set session_replication_role = replica;
                insert into %s (%sid, customer, note, amount, price, created, done, mark, place, weight)
                select %si, 'customer ' || i %% 1000, 'left with a neighbour, number ' || i, i %% 100, i / 100.0, now(), true,
                       gen_random_uuid(), 'shelf ' || i %% 17, i / 8.0
                  from generate_series(1, %d) i;
                reset session_replication_role
                """
                        .formatted(keeper.table(), owned ? "tenant_id, " : "", owned ? "'" + ROWS + "', " : "", rows));
    }

    /** Straight to the server. */
    List<Keeper> keepers() {
        return List.of(
                plain(Keeper.PLAIN, ""),
                plain(Keeper.TRIGGER, Triggers.DDL),
                ordinary(Keeper.ENVERS, Parcels.OfEnvers.class, true, List.of("revinfo", "parcel_aud")),
                ordinary(Keeper.CORE, Parcels.OfCore.class, false, List.of("revinfo", "parcel_aud")),
                unrecorded(database.jdbcUrl()),
                recorded(database.jdbcUrl()));
    }

    Keeper unrecorded(String url) {
        return tenancy(
                Keeper.TENANCY, url, Parcels.OfTenant.class, "app.unrecorded", "truncate app.unrecorded", "select 0");
    }

    Keeper recorded(String url) {
        return tenancy(
                Keeper.RECORDED,
                url,
                Parcels.OnTrail.class,
                "app.parcel",
                "truncate app.parcel, app.audit_event",
                "select count(*) from app.audit_event");
    }

    String relayed() {
        return database.jdbcUrl(relay.port());
    }

    private Keeper tenancy(
            String name, String url, Class<? extends Parcel> parcel, String table, String emptying, String trail) {
        HibernateTenancy tenancy = tenancy(url, List.of(Tenant.active(ROWS, Placement.sharedRows(SERVER))), parcel);
        TenantContext context = context(ROWS);
        return new Keeper(
                name,
                Keeper.TENANCY,
                parcel,
                work -> context.run(() -> tenancy.inTransaction(work)),
                table,
                emptying,
                trail);
    }

    private HibernateTenancy tenancy(String url, List<Tenant> tenants, Class<?> parcel) {
        return resources.add(HibernateTenancy.builder(InMemoryTenants.of(tenants.toArray(Tenant[]::new)))
                .server(new Walls(database).server(SERVER, url))
                .poolListener(new PoolListener() {})
                .entities(parcel)
                .setting(ENVERS, false)
                .setting(BatchSettings.STATEMENT_BATCH_SIZE, BATCH)
                .build());
    }

    static TenantContext context(String tenant) {
        return TenantContext.of(tenant)
                .withActor(Actor.user("ann").withReason("ticket 4711"))
                .withCorrelationId("request-9");
    }

    private Keeper plain(String name, String more) {
        Keeper keeper = ordinary(name, Parcels.Plain.class, false, more.isEmpty() ? List.of() : List.of("trail"));
        if (!more.isEmpty()) {
            database.execute(database.owner(), "set search_path to " + name + ";" + more);
        }
        return keeper;
    }

    /** Hibernate without any tenancy, with a schema of that name. */
    private Keeper ordinary(String name, Class<? extends Parcel> parcel, boolean envers, List<String> trail) {
        database.execute(database.owner(), "create schema " + name);
        HikariDataSource pool = resources.add(PlainPool.open(database.jdbcUrl(), database.owner(), name));
        var settings = Map.<String, Object>of(
                JdbcSettings.JAKARTA_NON_JTA_DATASOURCE,
                pool,
                SchemaToolingSettings.HBM2DDL_AUTO,
                "create-only",
                BatchSettings.STATEMENT_BATCH_SIZE,
                BATCH,
                ENVERS,
                envers);
        var sources = new MetadataSources(new StandardServiceRegistryBuilder()
                        .applySettings(settings)
                        .build())
                .addAnnotatedClass(parcel);
        if (name.equals(Keeper.CORE)) {
            sources.addAnnotatedClass(DefaultChangelog.class);
        }
        SessionFactory factory = resources.add(sources.buildMetadata().buildSessionFactory());
        var emptying = new StringBuilder("truncate " + name + ".parcel");
        trail.forEach(table -> emptying.append(", ").append(name).append('.').append(table));
        return new Keeper(
                name,
                Keeper.PLAIN,
                parcel,
                factory::inTransaction,
                name + ".parcel",
                emptying + " cascade",
                trail.isEmpty() ? "select 0" : "select count(*) from " + name + "." + trail.get(trail.size() - 1));
    }

    LogPlace log() {
        return LogPlace.of(resources.add(PlainPool.open(database.jdbcUrl(), database.owner(), "app")), "app");
    }

    /** Tenants who read, each in a schema of its own; gives the schemas by tenant. */
    HibernateTenancy readers() throws SQLException {
        var walls = new Walls(database);
        var tenants = new ArrayList<Tenant>();
        for (String reader : READERS) {
            tenants.add(Tenant.active(reader, Placement.ownSchema(SERVER, walls.schema(reader, TABLES))));
        }
        return tenancy(database.jdbcUrl(), tenants, Parcels.OnTrail.class);
    }

    static String schemaOf(String reader) {
        return SchemaName.generatedFor(TenantId.of(reader)).value();
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
