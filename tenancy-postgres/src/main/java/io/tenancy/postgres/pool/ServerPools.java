package io.tenancy.postgres.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenancy.ServerName;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pools of all servers, each opened when its first connection is wanted. Safe for use by several threads. */
public final class ServerPools implements AutoCloseable {

    private final CheckedServers servers;
    private final PoolListener listener;
    private final @Nullable MeterRegistry meters;
    private final Map<PoolName, OpenPool> pools = new ConcurrentHashMap<>();
    private @Nullable PoolSampler sampler;
    private volatile boolean closed;

    private record OpenPool(HikariDataSource source, WaitingBorrowers borrowers, Renewal renewal) {}

    private ServerPools(CheckedServers servers, PoolListener listener, @Nullable MeterRegistry meters) {
        this.servers = servers;
        this.listener = listener;
        this.meters = meters;
    }

    /**
     * Checks every server with one connection for each login, and opens no pool yet.
     *
     * @param meters where HikariCP puts its own meters for each pool; null for nowhere
     * @throws TenancyConfigurationException with every problem of every server
     */
    public static ServerPools of(List<Server> servers, PoolListener listener, @Nullable MeterRegistry meters) {
        return new ServerPools(CheckedServers.check(servers), listener, meters);
    }

    /** Has the listener hear the statistics of all open pools at this interval, until the pools are closed. */
    public ServerPools sampledEvery(Duration interval) {
        sampler = new PoolSampler(this, listener, interval);
        return this;
    }

    /** @throws ServerUnavailableException if there is no server of that name */
    public Server server(ServerName name) {
        return servers.require(name);
    }

    /** What {@code current_database()} gives on the server. */
    public String database(ServerName name) {
        return servers.facts(name).database();
    }

    /** A connection of the application's login beside all pools, for the caller to close. */
    public Connection connect(ServerName name) throws SQLException {
        Server server = server(name);
        return CheckedServers.connect(server, server.app());
    }

    public List<Server> servers() {
        return servers.all();
    }

    /**
     * Borrows a connection, in auto-commit and bound to nobody.
     *
     * @throws ServerUnavailableException if none came within the server's connection timeout
     */
    public Connection borrow(PoolName name) throws SQLException {
        OpenPool pool = pools.computeIfAbsent(name, this::open);
        pool.borrowers().arrive();
        try {
            return pool.source().getConnection();
        } catch (SQLTransientConnectionException e) {
            listener.exhausted(statistics(name, pool.source()));
            throw new ServerUnavailableException(
                    name.server(),
                    e.getMessage() + ". If the pool is exhausted, shorten transactions or raise maximumPoolSize;"
                            + " if the server is down, its own error is the cause.",
                    e);
        } finally {
            pool.borrowers().leave();
        }
    }

    /** Tells the listener that somebody gave up waiting for a connection of the pool, before it came to borrowing. */
    public void announceExhausted(PoolName name) {
        find(name).ifPresent(pool -> listener.exhausted(statistics(name, pool.source())));
    }

    /** Takes a borrowed connection out of its pool; it is closed for good when it is given back. */
    public void evict(PoolName name, Connection connection) {
        find(name).ifPresent(pool -> pool.source().evictConnection(connection));
    }

    /**
     * Has the pool replace all its connections as they come back, since what they keep no longer fits the server's tables;
     * unless that was done after this one was borrowed.
     *
     * @param borrowedAt by {@link System#nanoTime()}
     */
    public void renew(PoolName name, long borrowedAt) {
        find(name).ifPresent(pool -> pool.renewal().ask(borrowedAt));
    }

    private Optional<OpenPool> find(PoolName name) {
        return Optional.ofNullable(pools.get(name));
    }

    /** The open pools at this moment. */
    public List<PoolStatistics> statistics() {
        return pools.entrySet().stream()
                .map(entry -> statistics(entry.getKey(), entry.getValue().source()))
                .toList();
    }

    /** Closes every pool; connections still borrowed are closed when they are given back. */
    @Override
    public void close() {
        closed = true;
        if (sampler != null) {
            sampler.close();
        }
        pools.forEach((name, pool) -> {
            pool.source().close();
            listener.closed(name);
        });
        pools.clear();
    }

    private OpenPool open(PoolName name) {
        if (closed) {
            throw new IllegalStateException("The pools are closed; " + name + " cannot be opened any more.");
        }
        Server server = servers.require(name.server());
        HikariConfig config = PoolConfig.of(server, name, servers.facts(name.server()));
        if (meters != null) {
            config.setMetricRegistry(meters);
        }
        var pool = new HikariDataSource(config);
        listener.opened(statistics(name, pool));
        return new OpenPool(
                pool, new WaitingBorrowers(pool.getHikariConfigMXBean()), new Renewal(pool.getHikariPoolMXBean()));
    }

    private static PoolStatistics statistics(PoolName name, HikariDataSource pool) {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return new PoolStatistics(
                name,
                state.getActiveConnections(),
                state.getIdleConnections(),
                state.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize());
    }
}
