package io.tenancy.postgres.pool;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenancy.ServerName;
import io.tenancy.context.Deadline;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pools of all servers under one budget, each opened when its first connection is wanted and closed when nobody used it
 * for a while. Safe for use by several threads.
 */
public final class ServerPools implements AutoCloseable {

    private final PoolListener listener;
    private final @Nullable MeterRegistry meters;
    private final Map<PoolName, OpenPool> pools = new ConcurrentHashMap<>();
    private final ConnectionBudget budget;
    private final Upkeep upkeep;
    private volatile CheckedServers servers;
    private volatile boolean closed;

    private ServerPools(CheckedServers servers, int maximum, PoolListener listener, @Nullable MeterRegistry meters) {
        this.servers = servers;
        this.listener = listener;
        this.meters = meters;
        this.budget = new ConnectionBudget(maximum, pools::values);
        this.upkeep = new Upkeep(servers.all());
        upkeep.add(this::closeUnused);
    }

    /** The same without a ceiling over all servers. */
    public static ServerPools of(List<Server> servers, PoolListener listener, @Nullable MeterRegistry meters) {
        return of(servers, Integer.MAX_VALUE, listener, meters);
    }

    /**
     * Checks every server with one connection for each login, and opens no pool yet.
     *
     * @param maximum connections of all pools of all servers together
     * @param meters where HikariCP puts its own meters for each pool; null for nowhere
     * @throws TenancyConfigurationException with every problem of every server
     */
    public static ServerPools of(
            List<Server> servers, int maximum, PoolListener listener, @Nullable MeterRegistry meters) {
        return new ServerPools(CheckedServers.check(servers, maximum), maximum, listener, meters);
    }

    /** Has this done about every second until the pools are closed. */
    public void alsoDo(Runnable chore) {
        upkeep.add(chore);
    }

    /** Has the listener hear the statistics of all open pools at this interval, until the pools are closed. */
    public ServerPools sampledEvery(Duration interval) {
        upkeep.add(interval, () -> statistics().forEach(listener::sampled));
        return this;
    }

    /** @throws ServerUnavailableException if there is no server of that name */
    public Server server(ServerName name) {
        return servers.require(name);
    }

    /** How long a connection of the server may be held before somebody is told; empty for ever, or without the server. */
    public Optional<Duration> findLeakThreshold(ServerName name) {
        return servers.find(name).map(server -> server.pools().leakThreshold());
    }

    /** What {@code current_database()} gives on the server. */
    public String database(ServerName name) {
        return servers.facts(name).database();
    }

    /** A connection of the application's login beside all pools and their budget, for the caller to close. */
    public Connection connect(Server server) throws SQLException {
        return CheckedServers.connect(server, server.app());
    }

    public List<Server> servers() {
        return servers.all();
    }

    /**
     * Adds a server, once it was checked.
     *
     * @param examination what else has to hold before it serves anybody
     * @throws TenancyConfigurationException with every problem
     */
    public synchronized void add(Server server, Consumer<Server> examination) {
        CheckedServers more = servers.with(server);
        examination.accept(server);
        servers = more;
    }

    /**
     * Replaces a server, once it was checked: new connections are made as it says, those of before are closed as they come
     * back. Another keepalive time holds for pools that are opened after it.
     *
     * @param examination what else has to hold before it serves anybody
     * @throws TenancyConfigurationException with every problem
     * @throws ServerUnavailableException if there is no server of that name
     */
    public synchronized void change(Server server, Consumer<Server> examination) {
        CheckedServers changed = servers.changed(server);
        examination.accept(server);
        servers = changed;
        of(changed, server.name()).forEach(name -> servers.find(name.server())
                .ifPresent(now -> find(name).ifPresent(pool -> pool.follow(now))));
    }

    /**
     * Removes a server and closes its pools, unless a connection of it is in use. Whoever comes after it is refused.
     *
     * @throws TenancyConfigurationException if a connection is in use, or it is the last server
     * @throws ServerUnavailableException if there is no server of that name
     */
    public synchronized void remove(ServerName server) {
        CheckedServers before = servers;
        CheckedServers fewer = before.without(server);
        requireUnused(before, server);
        servers = fewer;
        of(before, server).forEach(this::closeIfUnused);
        if (!of(before, server).isEmpty()) { // borrowed between the two
            servers = before;
            requireUnused(before, server);
        }
    }

    private void requireUnused(CheckedServers known, ServerName server) {
        List<String> busy = of(known, server).stream()
                .flatMap(name -> find(name).stream())
                .map(OpenPool::statistics)
                .filter(pool -> pool.active() + pool.waiting() > 0)
                .map(PoolStatistics::toString)
                .toList();
        if (!busy.isEmpty()) {
            throw new TenancyConfigurationException(
                    "Tenancy",
                    List.of("Server '" + server + "' is in use: " + String.join("; ", busy)
                            + ". Move or suspend its tenants first, then remove it."));
        }
    }

    /** Those of its replicas too. */
    private List<PoolName> of(CheckedServers known, ServerName server) {
        return pools.keySet().stream()
                .filter(name -> known.primaryOf(name.server()).equals(server))
                .toList();
    }

    /** The same without a deadline. */
    public Connection borrow(PoolName name) throws SQLException {
        return borrow(name, Deadline.NONE);
    }

    /**
     * Borrows a connection, in auto-commit and bound to nobody.
     *
     * @throws ServerUnavailableException if none came within the server's connection timeout, or before the deadline
     */
    public Connection borrow(PoolName name, Deadline deadline) throws SQLException {
        OpenPool pool = enter(name);
        boolean hurried = deadline.comesWithin(server(name.server()).connectionTimeout());
        try {
            return pool.borrow(deadline);
        } catch (SQLTransientConnectionException e) {
            if (!hurried) {
                listener.exhausted(pool.statistics());
            }
            throw new ServerUnavailableException(
                    name.server(),
                    e.getMessage() + ". " + (hurried ? "The time of the work was up. " : "") + budget.describe(pool)
                            + " If the pool is exhausted, shorten transactions or raise maximumPoolSize or"
                            + " maximumConnections; if the server is down, its own error is the cause.",
                    e);
        } finally {
            pool.leave();
        }
    }

    private OpenPool enter(PoolName name) {
        while (true) {
            OpenPool pool = pools.computeIfAbsent(name, this::open);
            if (pool.enter()) {
                return pool;
            }
            // It is being closed, under the same lock.
            pools.computeIfPresent(name, (same, closing) -> closing);
        }
    }

    /**
     * Opens connections, so that the first borrowers need not wait for them.
     *
     * @param connections at most as many as the pool may have
     * @throws ServerUnavailableException if they did not all come in time
     */
    public void warmUp(PoolName name, int connections) throws SQLException {
        var warm = new ArrayList<Connection>();
        try {
            int most = server(name.server()).poolSize(name.kind());
            while (warm.size() < Math.min(connections, most)) {
                warm.add(borrow(name));
            }
        } finally {
            for (Connection connection : warm) {
                connection.close();
            }
        }
    }

    /** Tells the listener that somebody gave up waiting for a connection of the pool, before it came to borrowing. */
    public void announceExhausted(PoolName name) {
        find(name).ifPresent(pool -> listener.exhausted(pool.statistics()));
    }

    /** Takes a borrowed connection out of its pool; it is closed for good when it is given back. */
    public void evict(PoolName name, Connection connection) {
        find(name).ifPresent(pool -> pool.evict(connection));
    }

    /**
     * Has the pool replace all its connections as they come back, since what they keep no longer fits the server's tables;
     * unless that was done after this one was borrowed.
     *
     * @param borrowedAt by {@link System#nanoTime()}
     */
    public void renew(PoolName name, long borrowedAt) {
        find(name).ifPresent(pool -> pool.renew(borrowedAt));
    }

    private Optional<OpenPool> find(PoolName name) {
        return Optional.ofNullable(pools.get(name));
    }

    /** The open pools at this moment. */
    public List<PoolStatistics> statistics() {
        return pools.values().stream().map(OpenPool::statistics).toList();
    }

    /** Closes the pools that nobody used for a while. */
    void closeUnused() {
        pools.forEach((name, pool) -> {
            if (pool.isUnused()) {
                closeIfUnused(name);
            }
        });
    }

    /** A pool is closed before another one of its name is opened, whose meters would go with it. */
    private void closeIfUnused(PoolName name) {
        pools.computeIfPresent(name, (same, pool) -> pool.retire() ? close(name, pool) : pool);
    }

    private @Nullable OpenPool close(PoolName name, OpenPool pool) {
        pool.close();
        listener.closed(name);
        return null;
    }

    /** Closes every pool; connections still borrowed are closed for good. */
    @Override
    public void close() {
        closed = true;
        upkeep.close();
        while (!pools.isEmpty()) {
            pools.keySet().forEach(name -> pools.computeIfPresent(name, this::close));
        }
    }

    private OpenPool open(PoolName name) {
        if (closed) {
            throw new IllegalStateException("The pools are closed; " + name + " cannot be opened any more.");
        }
        var pool = new OpenPool(name, () -> servers, budget, meters);
        listener.opened(pool.statistics());
        return pool;
    }
}
