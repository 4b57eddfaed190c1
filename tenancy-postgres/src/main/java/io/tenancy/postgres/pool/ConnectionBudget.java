package io.tenancy.postgres.pool;

import io.tenancy.ServerName;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How many connections there may be, for each server and in all. Where there is no room for one more, another pool makes
 * it: first one that nobody uses; a moment later one with idle connections; and if all are busy, one that has more, in turn
 * with those who borrow from it. Pools come in the order in which they asked. Safe for use by several threads.
 */
final class ConnectionBudget {

    /** A pool unused for so long gives at once. All others are given a moment, or two busy pools would do nothing else. */
    private static final long QUIET = TimeUnit.SECONDS.toNanos(1);

    private static final Duration MOMENT = Duration.ofMillis(20);

    /** How long a connection that was given up may take to be closed before another one is asked for. */
    private static final long LEAVING = TimeUnit.SECONDS.toNanos(1);

    private final int maximum;
    private final Supplier<? extends Collection<? extends Contender>> pools;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Contender> asking = new LinkedHashSet<>();
    private final Map<ServerName, Integer> used = new HashMap<>();
    private int total;

    ConnectionBudget(int maximum, Supplier<? extends Collection<? extends Contender>> pools) {
        this.maximum = maximum;
        this.pools = pools;
    }

    /**
     * Waits until there is room for one more connection, for as long as anybody wants it.
     *
     * @throws SQLException if nobody wants it any more, or the thread is interrupted
     */
    void take(Contender pool) throws SQLException {
        line(() -> asking.add(pool));
        try {
            boolean first = true;
            long leavingUntil = System.nanoTime();
            while (!took(pool, first ? Duration.ZERO : MOMENT)) {
                if (!pool.wantsMore()) {
                    throw new SQLTransientConnectionException("No room for one more connection: " + describe(pool));
                }
                if (leavingUntil - System.nanoTime() <= 0 && madeRoom(pool, first)) {
                    leavingUntil = System.nanoTime() + LEAVING;
                }
                first = false;
            }
        } finally {
            line(() -> asking.remove(pool));
        }
    }

    void giveBack(ServerName server) {
        line(() -> {
            total--;
            used.computeIfPresent(server, (name, count) -> count == 1 ? null : count - 1);
        });
    }

    /** Ends the waiting of a moment, so that whoever waits looks again. */
    private void line(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What there is, for messages. */
    String describe(Contender pool) {
        lock.lock();
        try {
            return "server '" + pool.server() + "' has " + usedBy(pool) + limit(pool.serverMaximum()) + ", all servers "
                    + total + limit(maximum) + ".";
        } finally {
            lock.unlock();
        }
    }

    private static String limit(int maximum) {
        return (maximum == Integer.MAX_VALUE ? "" : " of " + maximum) + " connections";
    }

    private boolean took(Contender pool, Duration patience) throws SQLException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!isNext(pool)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            total++;
            used.merge(pool.server(), 1, Integer::sum);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for room for a connection.", e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isNext(Contender pool) {
        return asking.stream().filter(this::hasRoom).findFirst().orElse(null) == pool;
    }

    private int usedBy(Contender pool) {
        return used.getOrDefault(pool.server(), 0);
    }

    private boolean hasRoom(Contender pool) {
        return total < maximum && usedBy(pool) < pool.serverMaximum();
    }

    private boolean madeRoom(Contender pool, boolean first) {
        return findGiver(pool, first).filter(giver -> giver.giveUpOne(MOMENT)).isPresent();
    }

    private Optional<Contender> findGiver(Contender pool, boolean first) {
        long now = System.nanoTime();
        Optional<Contender> unused = others(pool)
                .filter(other -> other.idle() > 0 && now - other.lastUsed() > QUIET)
                .max(Comparator.comparingLong(other -> now - other.lastUsed()));
        if (first || unused.isPresent()) {
            return unused;
        }
        return others(pool)
                .filter(other -> other.idle() > 0)
                .max(Comparator.comparingInt(Contender::idle))
                .or(() -> others(pool)
                        .filter(other -> pool.size() == 0 || other.size() > pool.size() + 1)
                        .max(Comparator.comparingInt(Contender::size)));
    }

    /** Those whose connections count where there is no room. */
    private Stream<Contender> others(Contender pool) {
        boolean serverIsFull = serverIsFull(pool);
        return pools.get().stream()
                .map(Contender.class::cast)
                .filter(other -> other != pool && other.size() > 0)
                .filter(other -> !serverIsFull || other.server().equals(pool.server()));
    }

    private boolean serverIsFull(Contender pool) {
        lock.lock();
        try {
            return usedBy(pool) >= pool.serverMaximum();
        } finally {
            lock.unlock();
        }
    }
}
