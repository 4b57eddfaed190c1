package io.tenancy.example.saas.ground;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.event.TenancyListener;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.StartMode;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.directory.ControlSchema;
import io.tenancy.postgres.directory.PostgresTenantDirectory;
import io.tenancy.postgres.directory.PostgresTenantRegistry;
import io.tenancy.postgres.doctor.Diagnosis;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchemas;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The databases of the service: {@code saas} for the directory, shared rows and own schemas, and one for each tenant with a
 * database of its own. What it does can be done again on a PostgreSQL that has it already. Safe for use by several threads.
 */
public final class Ground implements AutoCloseable {

    private static final String MAIN = "main";
    private static final String DATABASE = "saas";
    private static final int CONNECTIONS = 8;
    private static final String TODAY = "classpath:db/migration";
    private static final String NEXT = "classpath:db/next";

    private final Postgres postgres;
    private final Databases databases;
    private final Login owner;
    private final Login app;
    private final Login operator;
    private final Login reader;
    private final Login registrar;
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private volatile boolean released;

    private Ground(Postgres postgres) {
        this.postgres = postgres;
        this.databases = new Databases(postgres);
        // The owner makes the roles of tenants' schemas.
        this.owner = databases.login("saas_owner", "createrole");
        this.app = databases.login("saas_app", "noinherit");
        this.operator = databases.login("saas_operator", "");
        this.reader = databases.login("saas_reader", "");
        this.registrar = databases.login("saas_registrar", "");
    }

    /** Makes what is missing, brings tables up to date, and knows the servers of all tenants. */
    public static Ground prepare(Postgres postgres) {
        var ground = new Ground(postgres);
        ground.databases.database(
                DATABASE,
                ground.owner,
                List.of(ground.owner, ground.app, ground.operator, ground.reader, ground.registrar));
        ground.servers.put(MAIN, ground.server(MAIN, DATABASE, ground.app));
        ControlSchema.migrate(ground.control(ground.owner), ground.controlRoles());
        List<Tenant> tenants = all(ground.directory());
        for (Tenant tenant : tenants) {
            if (tenant.placement() instanceof Placement.OwnDatabase own) {
                ground.giveDatabase(own.server().value());
            }
        }
        if (!tenants.isEmpty()) {
            ground.bringUpToDate();
        }
        return ground;
    }

    /** Settles those of them who are not there yet, before there is a service that could hear of it. */
    public Ground withTenants(List<Newcomer> wanted) {
        TenantDirectory directory = directory();
        List<Newcomer> missing = wanted.stream()
                .filter(each -> directory.find(each.id()).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            settle(missing, directory, registry(), server -> {});
        }
        return this;
    }

    /** A fleet of which a part has the next release already goes on with it. */
    private void bringUpToDate() {
        FleetMigration next = nextFleet(directory(), MigrationListener.none());
        String last = next.findLastVersion().orElseThrow();
        released = next.status().targets().stream()
                .anyMatch(target -> target.findVersion().filter(last::equals).isPresent());
        fleet(directory(), MigrationListener.none()).atStart(StartMode.MIGRATE);
    }

    /** As the service is started before anybody has a cache of it. */
    private TenantDirectory directory() {
        return PostgresTenantDirectory.of(control(reader).dataSource());
    }

    private TenantRegistry registry() {
        return PostgresTenantRegistry.of(control(registrar).dataSource(), TenancyListener.none());
    }

    /**
     * Gives tenants their places, tables and walls, and adds them to the registry; then they may work.
     *
     * @param onServer hears of a server that is new, before its tenant may work
     */
    public void settle(
            List<Newcomer> newcomers, TenantDirectory directory, TenantRegistry registry, Consumer<Server> onServer) {
        var tenants = new ArrayList<Tenant>();
        for (Newcomer newcomer : newcomers) {
            // Migrations leave out a tenant that is being provisioned; one that is suspended is served to nobody
            // either.
            var tenant = new Tenant(
                    newcomer.id(), TenantStatus.SUSPENDED, place(newcomer), 1, Map.of("plan", newcomer.plan()));
            // First, since this is where ids and places are claimed.
            registry.register(tenant);
            make(tenant);
            tenants.add(tenant);
        }
        RunReport report = fleet(directory, MigrationListener.none())
                .run(newcomers.stream().map(Newcomer::id).collect(Collectors.toSet()));
        if (!report.isDone()) {
            throw new GroundException("Tables of new tenants were not made: " + report.text());
        }
        for (Tenant tenant : tenants) {
            if (tenant.placement() instanceof Placement.OwnDatabase own) {
                onServer.accept(require(own.server().value()));
            }
            registry.changeStatus(tenant, TenantStatus.ACTIVE);
        }
    }

    /** A tenant to be. */
    public record Newcomer(TenantId id, Home home, String plan) {}

    private static Placement place(Newcomer newcomer) {
        return switch (newcomer.home()) {
            case ROWS -> Placement.sharedRows(MAIN);
            case SCHEMA ->
                Placement.ownSchema(MAIN, SchemaName.generatedFor(newcomer.id()).value());
            case DATABASE -> Placement.ownDatabase(newcomer.id().value());
        };
    }

    private void make(Tenant tenant) {
        if (tenant.placement() instanceof Placement.OwnDatabase own) {
            giveDatabase(own.server().value());
        } else if (tenant.placement() instanceof Placement.OwnSchema own) {
            try {
                new TenantSchemas(source(MAIN), roles(MAIN)).create(own.schema());
            } catch (SQLException e) {
                throw new GroundException("Schema '" + own.schema() + "' of tenant '" + tenant.id() + "'", e);
            }
        }
    }

    private void giveDatabase(String server) {
        String database = DATABASE + "_" + server.replace('-', '_');
        Login login = databases.login(database, "noinherit");
        databases.database(database, owner, List.of(owner, login, operator));
        servers.put(server, server(server, database, login));
    }

    private Server server(String name, String database, Login login) {
        return Server.of(name, postgres.url(database), login)
                .withOperator(operator)
                .withSchema("app")
                .withMaximumPoolSize(CONNECTIONS);
    }

    /** Every schema of every tenant, with the scripts of today. */
    public FleetMigration fleet(TenantDirectory directory, MigrationListener listener) {
        return released ? nextFleet(directory, listener) : fleet(directory, listener, TODAY);
    }

    /** The same with those of the next release. */
    public FleetMigration nextFleet(TenantDirectory directory, MigrationListener listener) {
        return fleet(directory, listener, TODAY, NEXT);
    }

    /** From now on those of the next release are those of today. */
    public void release() {
        released = true;
    }

    private FleetMigration fleet(TenantDirectory directory, MigrationListener listener, String... scripts) {
        var fleet = FleetMigration.of(directory, control(owner), controlRoles())
                .scripts(scripts)
                .listener(listener);
        servers.values().forEach(server -> fleet.server(migrated(server)));
        return fleet.build();
    }

    /** What the doctor finds, on all servers. */
    public Map<ServerName, Diagnosis> examine(TenantDirectory directory) {
        var fleet = FleetMigration.of(directory, control(owner), controlRoles()).scripts(TODAY);
        // Not while a part of the fleet is migrated: the doctor takes the rest of a server for schemas that nobody
        // named.
        servers.values()
                .forEach(server -> fleet.server(migrated(server)
                        .withDoctor(Doctor.of(roles(server.name().value())))));
        return fleet.build().examine();
    }

    private MigrationServer migrated(Server server) {
        return MigrationServer.of(server, owner).withConnections(2);
    }

    /** Where the audit trail of a tenant is, for its owner. */
    public LogPlace log(Tenant tenant) {
        String schema = tenant.placement() instanceof Placement.OwnSchema own
                ? own.schema().value()
                : "app";
        return LogPlace.of(source(tenant.placement().server().value()), schema);
    }

    /** Properties of the starter for what is here. */
    public Map<String, Object> properties() {
        return new StarterProperties(postgres.url(DATABASE), reader, registrar).of(servers.values());
    }

    /** All that there are. */
    public static List<Tenant> all(TenantDirectory directory) {
        var all = new ArrayList<Tenant>();
        @Nullable TenantPageRequest request = TenantPageRequest.first(500);
        while (request != null) {
            var page = directory.list(request);
            all.addAll(page.tenants());
            request = page.next();
        }
        return all;
    }

    public Postgres postgres() {
        return postgres;
    }

    private ControlDatabase control(Login login) {
        return ControlDatabase.of(postgres.url(DATABASE), login);
    }

    private ControlRoles controlRoles() {
        return ControlRoles.of(reader.user(), registrar.user());
    }

    private Roles roles(String server) {
        return Roles.of(owner.user(), require(server).app().user(), operator.user());
    }

    private DataSource source(String server) {
        return ControlDatabase.of(require(server).url(), owner).dataSource();
    }

    private Server require(String name) {
        Server server = servers.get(name);
        if (server == null) {
            throw new GroundException("There is no server '" + name + "': expected one of " + servers.keySet() + ".");
        }
        return server;
    }

    @Override
    public void close() {
        postgres.close();
    }
}
