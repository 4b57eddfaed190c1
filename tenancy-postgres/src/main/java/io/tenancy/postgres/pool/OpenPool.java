package io.tenancy.postgres.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenancy.ServerName;
import io.tenancy.context.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A pool of HikariCP under the budget. Safe for use by several threads. */
final class OpenPool implements Contender {

    private final PoolName name;
    private final Supplier<CheckedServers> servers;
    private final HikariDataSource source;
    private final HikariPool pool;
    private final WaitingBorrowers borrowers;
    private final Renewal renewal;
    private final AtomicInteger making = new AtomicInteger();
    private volatile Server server;
    private volatile long lastUsed = System.nanoTime();
    private volatile boolean closed;

    /** @param servers the servers at each moment: they may be changed */
    OpenPool(PoolName name, Supplier<CheckedServers> servers, ConnectionBudget budget, @Nullable MeterRegistry meters) {
        this.name = name;
        this.servers = servers;
        this.server = servers.get().require(name.server());
        HikariConfig config = PoolConfig.of(server, name);
        config.setDataSource(new CountedDataSource(
                budget,
                this,
                () -> PoolConfig.access(current(), name, servers.get().facts(name.server()))));
        if (meters != null) {
            config.setMetricRegistry(meters);
        }
        this.source = new HikariDataSource(config);
        this.pool = (HikariPool) source.getHikariPoolMXBean();
        this.borrowers = new WaitingBorrowers(source.getHikariConfigMXBean());
        this.renewal = new Renewal(pool);
    }

    /** False if it is closed: there may be another one of its name. Who has entered has to leave. */
    boolean enter() {
        return borrowers.arrive();
    }

    void leave() {
        borrowers.leave();
    }

    /** For whoever has entered. Waits as the server lets borrowers wait, but not beyond the deadline. */
    Connection borrow(Deadline deadline) throws SQLException {
        lastUsed = System.nanoTime();
        return deadline.exists() && !closed
                ? pool.getConnection(
                        deadline.left(current().connectionTimeout()).toMillis())
                : source.getConnection();
    }

    void evict(Connection connection) {
        source.evictConnection(connection);
    }

    void renew(long borrowedAt) {
        renewal.ask(borrowedAt);
    }

    /** The server was changed: connections of before are closed as they come back. */
    void follow(Server changed) {
        PoolConfig.apply(changed, name.kind(), source.getHikariConfigMXBean());
        pool.softEvictConnections();
    }

    /** Lets nobody enter any more, unless somebody has a connection or waits for one. */
    boolean retire() {
        if (pool.getActiveConnections() > 0 || !borrowers.close()) {
            return false;
        }
        if (pool.getActiveConnections() > 0) { // borrowed between the two
            borrowers.reopen();
            return false;
        }
        return true;
    }

    boolean isUnused() {
        return System.nanoTime() - lastUsed > current().pools().closeAfter().toNanos();
    }

    /** As it was last, once it is removed. */
    private Server current() {
        servers.get().find(name.server()).ifPresent(found -> server = found);
        return server;
    }

    void close() {
        closed = true;
        source.close();
    }

    PoolStatistics statistics() {
        return new PoolStatistics(
                name,
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getThreadsAwaitingConnection(),
                source.getMaximumPoolSize());
    }

    @Override
    public ServerName server() {
        return name.server();
    }

    @Override
    public int serverMaximum() {
        return current().findMaximumConnections().orElse(Integer.MAX_VALUE);
    }

    /** As HikariCP decides; but who waits here only to make room does not want one. */
    @Override
    public boolean wantsMore() {
        if (closed) {
            return false;
        }
        int idle = pool.getIdleConnections();
        return pool.getThreadsAwaitingConnection() - making.get() > idle || idle < source.getMinimumIdle();
    }

    @Override
    public int idle() {
        return pool.getIdleConnections();
    }

    @Override
    public int size() {
        return pool.getTotalConnections();
    }

    @Override
    public long lastUsed() {
        return lastUsed;
    }

    @Override
    public boolean giveUpOne(Duration patience) {
        making.incrementAndGet();
        try {
            source.evictConnection(pool.getConnection(patience.toMillis()));
            return true;
        } catch (SQLException e) {
            return false; // none came in time: the next one that asks has another chance
        } finally {
            making.decrementAndGet();
        }
    }
}
