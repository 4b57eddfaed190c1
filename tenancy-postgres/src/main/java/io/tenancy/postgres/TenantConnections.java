package io.tenancy.postgres;

import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantAccess;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.admission.Admissions;
import io.tenancy.postgres.binding.ActorSettings;
import io.tenancy.postgres.binding.CarriedSettings;
import io.tenancy.postgres.binding.StatementRules;
import io.tenancy.postgres.directory.VersionGate;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.metrics.ConnectionMeters;
import io.tenancy.postgres.pool.PoolKind;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.PoolStatistics;
import io.tenancy.postgres.pool.Replicas;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.pool.ServerPools;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantSetting;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.TenantMismatchException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The way to a tenant's connection: the tenant is admitted, its server chosen, the connection bound. Whatever is refused
 * is refused before a connection is borrowed. Safe for use by several threads.
 */
public final class TenantConnections implements AutoCloseable {

    private static final String OPENING = "Opening a connection";

    private final TenantDirectory directory;
    private final TenancyListener listener;
    private final Refusals refusals;
    private final List<TenancyListener> others = new CopyOnWriteArrayList<>();
    private final TenantColumn column;
    private final TenantSetting setting;
    private final ServerPools pools;
    private final Admissions admissions;
    private final Routes routes;
    private final Replicas replicas;
    private final Loans loans;
    private final @Nullable VersionGate gate;
    private final ConnectionMeters meters;
    private final List<WallCheck> checks = new CopyOnWriteArrayList<>();

    /** @param heard who hears of connections */
    TenantConnections(
            TenantConnectionsBuilder builder, ServerPools pools, PoolListener heard, ConnectionMeters meters) {
        this.directory = builder.directory;
        TenancyListener first = builder.listener(meters);
        this.listener = event -> {
            first.on(event);
            TenancyListener.all(others).on(event);
        };
        this.refusals = new Refusals(listener);
        this.column = builder.column;
        this.setting = builder.setting;
        this.pools = pools;
        this.admissions = Admissions.by(builder.plans);
        this.routes = new Routes(pools, builder.setting, admissions, builder.showTenants);
        this.gate = builder.gate;
        this.meters = meters;
        this.replicas = Replicas.of(pools);
        this.loans = new Loans(pools, admissions, new StatementRules(builder.setting.name()), heard);
        pools.alsoDo(loans::lookForLeaks);
        meters.watch(pools, admissions, replicas, directory);
    }

    /** Starts to describe where tenants live. */
    public static TenantConnectionsBuilder builder(TenantDirectory directory) {
        return new TenantConnectionsBuilder(directory);
    }

    public TenantDirectory directory() {
        return directory;
    }

    public TenancyListener listener() {
        return listener;
    }

    /** Tells one more listener, until it is {@linkplain #removeListener removed}; what it throws is logged. */
    public void addListener(TenancyListener hears) {
        others.add(hears);
    }

    public void removeListener(TenancyListener hears) {
        others.remove(hears);
    }

    /**
     * Has the doctor examine the walls: now what tenants share on each server, and later each own schema and own database
     * before its first connection. Nothing is served through a gap. Hibernate's settings do this by themselves.
     *
     * @param doctors gives the doctor for the roles that are found on a server; it knows column, setting and shared tables
     * @throws TenancyConfigurationException with every finding on every server, if there is a gap
     */
    public TenantConnections examinedBy(Function<Roles, Doctor> doctors) {
        var check = new WallCheck(pools, doctors);
        check.examineServers();
        checks.add(check);
        return this;
    }

    /** The setting that the walls read. */
    public TenantSetting setting() {
        return setting;
    }

    /** The servers that were named. */
    public List<Server> servers() {
        return pools.servers();
    }

    /**
     * Adds a server while the service runs. It is checked as at start.
     *
     * @throws TenancyConfigurationException with every problem; nothing has changed then
     */
    public void add(Server server) {
        pools.add(server, this::examine);
        replicas.follow(server);
        meters.watch(admissions, replicas, server);
    }

    /**
     * Changes a server while the service runs, such as its password. It is checked as at start. New connections are made as
     * it says now; those of before are closed as they come back. Another keepalive time holds for pools opened after it.
     *
     * @throws TenancyConfigurationException with every problem; nothing has changed then
     * @throws ServerUnavailableException if there is no server of that name
     */
    public void change(Server server) {
        List<Server> copies = pools.server(server.name()).replicas();
        pools.change(server, this::examine);
        replicas.follow(server);
        copies.stream().skip(server.replicas().size()).forEach(copy -> meters.forget(copy.name()));
        meters.watch(admissions, replicas, server);
    }

    /**
     * Removes a server while the service runs. Tenants that are still placed there are refused from then on.
     *
     * @throws TenancyConfigurationException if a connection of it is in use, or it is the last server
     * @throws ServerUnavailableException if there is no server of that name
     */
    public void remove(ServerName server) {
        List<Server> copies = pools.server(server).replicas();
        pools.remove(server);
        forget(server);
        copies.forEach(copy -> forget(copy.name()));
    }

    private void forget(ServerName server) {
        admissions.forget(server);
        replicas.forget(server);
        meters.forget(server);
    }

    /**
     * Opens connections of a pool, so that the first borrowers need not wait for them.
     *
     * @param connections at most as many as the pool may have
     * @throws ServerUnavailableException if they did not all come in time
     */
    public void warmUp(ServerName server, PoolKind kind, int connections) throws SQLException {
        pools.warmUp(new PoolName(server, kind), connections);
    }

    private void examine(Server server) {
        checks.forEach(check -> check.examine(server));
    }

    /** The open pools at this moment. */
    public List<PoolStatistics> statistics() {
        return pools.statistics();
    }

    /**
     * The tenant, if something may run for it.
     *
     * @throws TenancyException if it is unknown, or its status, its id or the version of its schema allows nothing
     */
    public Tenant admit(TenantId id) {
        return refusals.telling(() -> {
            Tenant tenant = directory.require(id);
            TenantAccess.requireRead(tenant, OPENING);
            column.requireFits(id);
            if (gate != null) {
                gate.require(id, tenant.placement().server(), routes.schema(tenant));
            }
            return tenant;
        });
    }

    /**
     * A connection of the tenant that is bound to this thread, in auto-commit.
     *
     * @throws TenancyException if no tenant, or another one, is bound to the thread, or the tenant is not admitted
     */
    public Connection open(TenantId id) throws SQLException {
        requireCurrent(id);
        return openExamined(admit(id));
    }

    private void requireCurrent(TenantId id) {
        if (!current().equals(id)) {
            throw refusals.tell(new TenantMismatchException(OPENING, id, current()));
        }
    }

    /**
     * The same for whichever tenant is bound to this thread. Its transactions tell PostgreSQL who acts, if somebody does.
     *
     * @throws TenancyException if none is bound, or it is not admitted
     */
    public Connection openCurrent() throws SQLException {
        Connection connection = openExamined(admit(current()));
        TenantContext context = TenantContext.require(OPENING);
        if (context.actor() != null) {
            connection.unwrap(CarriedSettings.class).carry(ActorSettings.of(context, 1));
        }
        return connection;
    }

    /**
     * The same for reading only: from a replica of the tenant's server, if there is one that is up and close behind, else
     * from the server itself. PostgreSQL refuses writes.
     */
    public Connection openForReading(TenantId id) throws SQLException {
        requireCurrent(id);
        Tenant tenant = admit(id);
        examine(tenant);
        return refusals.tellingOf(() -> new Readings(replicas, routes, loans).open(tenant));
    }

    /** A connection of the operator's login, which sees the shared rows of all tenants and writes none. */
    public Connection openOperator(ServerName server) throws SQLException {
        return open(routes.toOperator(server), null);
    }

    /** A connection of the application's login for nobody: it sees no tenant's rows. For metadata at start. */
    public Connection openUnbound() throws SQLException {
        return openUnbound(pools.servers().get(0).name());
    }

    /** The same on a server, to see whether it answers. */
    public Connection openUnbound(ServerName server) throws SQLException {
        return open(routes.toNobody(server), null);
    }

    /** A data source for plain JDBC and what builds on it, for the tenant that is bound to the thread. */
    public DataSource dataSource() {
        return new TenantDataSource(this);
    }

    /** Closes all pools, and takes their meters away. */
    @Override
    public void close() {
        replicas.close();
        pools.close();
        meters.close();
    }

    private TenantId current() {
        return refusals.telling(() -> TenantContext.require(OPENING).tenant());
    }

    private Connection openExamined(Tenant tenant) throws SQLException {
        examine(tenant);
        return open(routes.to(tenant), tenant);
    }

    private void examine(Tenant tenant) throws SQLException {
        for (WallCheck check : checks) {
            refusals.tellingOf(() -> check.require(tenant, () -> open(routes.toNobody(routes.to(tenant)), null)));
        }
    }

    private Connection open(Routes.Route route, @Nullable Tenant tenant) throws SQLException {
        return refusals.tellingOf(() -> loans.open(route, tenant));
    }
}
