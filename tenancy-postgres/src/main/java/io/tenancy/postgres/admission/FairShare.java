package io.tenancy.postgres.admission;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Shares the connections of one server between tenants. While it is not busy, everybody gets what the plan allows, one
 * tenant all of it. While it is, the next connection goes to the tenant that has used the least connection time by its
 * weight (start-time fair queueing; what a tenant did not use while it was idle is not saved up). Safe for use by several
 * threads; nothing is kept of a tenant that neither holds a connection nor waits for one.
 *
 * <p>A thread that holds a connection already goes before all others and past its plan, or nested transactions would wait
 * for themselves. Where every connection is held by threads that wait for one more, the last of them is refused.
 */
public final class FairShare {

    /** How much the latest connection counts in the average of how long they are held. */
    private static final double NEWEST = 0.05;

    private final ServerName server;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TenantId, Share> shares = new HashMap<>();
    private final TreeSet<Share> wanting = new TreeSet<>(Share.LEAST_USED_FIRST);
    private final Holders holders = new Holders();
    private volatile int connections;
    private int free;
    private long arrivals;
    private double now;
    private double usualNanos = Duration.ofMillis(1).toNanos();

    private FairShare(ServerName server, int connections, LongSupplier clock) {
        this.clock = clock;
        this.server = server;
        this.connections = connections;
        this.free = connections;
    }

    /** @param connections how many there are to share, at least 1 */
    public static FairShare of(ServerName server, int connections) {
        return of(server, connections, System::nanoTime);
    }

    static FairShare of(ServerName server, int connections, LongSupplier clock) {
        if (connections < 1) {
            throw new IllegalArgumentException(
                    "Server '" + server + "' refused: expected at least 1 connection, found " + connections + ".");
        }
        return new FairShare(server, connections, clock);
    }

    /**
     * Waits for a connection's worth of the server.
     *
     * @throws TenantThrottledException if the tenant's queue is full, or its turn does not come in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Admission admit(TenantId tenant, Plan plan, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            Share share = shares.computeIfAbsent(tenant, id -> new Share(id, plan, now));
            share.catchUp(now);
            follow(share, plan);
            Thread thread = Thread.currentThread();
            boolean again = holders.includes(thread);
            if (free > 0 && (again || !share.atMaximum())) {
                return give(share, thread);
            }
            return again ? waitNested(share, patience) : waitInTurn(share, patience);
        } finally {
            lock.unlock();
        }
    }

    /** What is held stays held; if that is more than there are now, nobody is let in until it is less. */
    void resize(int size) {
        if (size == connections) {
            return;
        }
        lock.lock();
        try {
            free += size - connections;
            connections = size;
            serveNext();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for a connection. */
    public int waiting() {
        lock.lock();
        try {
            return shares.values().stream()
                    .mapToInt(share -> share.waiting().size() + share.nested())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** How many connections are held. */
    public int held() {
        lock.lock();
        try {
            return connections - free;
        } finally {
            lock.unlock();
        }
    }

    /** Of how many tenants anything is kept. */
    int tenants() {
        lock.lock();
        try {
            return shares.size();
        } finally {
            lock.unlock();
        }
    }

    /** The tenant's plan may have been changed since. */
    private void follow(Share share, Plan plan) {
        if (!share.plan().equals(plan)) {
            unlist(share);
            share.follow(plan);
            list(share);
            serveNext();
        }
    }

    private Admission waitInTurn(Share share, Duration patience) throws InterruptedException {
        if (share.waiting().size() >= share.plan().maximumWaiting()) {
            throw throttled(
                    share,
                    Limit.QUEUE,
                    share.waiting().size() + " wait already, as its plan '"
                            + share.plan().name() + "' allows");
        }
        var waiter = new Waiter(arrivals++, share, lock.newCondition());
        share.waiting().add(waiter);
        list(share);
        try {
            return admitted(waiter, patience);
        } finally {
            if (waiter.admission() == null) {
                unlist(share);
                share.waiting().remove(waiter);
                list(share);
                forgetIdle(share);
            }
        }
    }

    private Admission waitNested(Share share, Duration patience) throws InterruptedException {
        var waiter = new Waiter(arrivals++, share, lock.newCondition());
        holders.add(waiter);
        share.nest(1);
        try {
            if (holders.heldByWaiting() >= connections) {
                throw throttled(
                        share,
                        Limit.NESTING,
                        "all " + connections + " connections are held by threads that want one more");
            }
            return admitted(waiter, patience);
        } finally {
            share.nest(-1);
            if (waiter.admission() == null) {
                holders.remove(waiter);
                forgetIdle(share);
            }
        }
    }

    private Admission admitted(Waiter waiter, Duration patience) throws InterruptedException {
        try {
            Admission admission = waiter.await(patience.toNanos());
            if (admission != null) {
                return admission;
            }
        } catch (InterruptedException e) {
            if (waiter.admission() != null) {
                waiter.admission().close();
            }
            throw e;
        }
        throw throttled(waiter.share(), Limit.WAIT, "no connection became free within " + patience.toMillis() + " ms");
    }

    private Held give(Share share, Thread thread) {
        unlist(share);
        free--;
        now = Math.max(now, share.used());
        holders.take(thread);
        share.take(usualNanos);
        var held = new Held(share, thread, usualNanos, clock.getAsLong(), this::takeBack);
        list(share);
        return held;
    }

    private void takeBack(Held held) {
        lock.lock();
        try {
            double nanos = clock.getAsLong() - held.since();
            Share share = held.share();
            unlist(share);
            free++;
            holders.giveBack(held.thread());
            share.giveBack(nanos - held.expectedNanos());
            usualNanos += NEWEST * (nanos - usualNanos);
            list(share);
            forgetIdle(share);
            serveNext();
        } finally {
            lock.unlock();
        }
    }

    private void serveNext() {
        while (free > 0) {
            Waiter next = holders.next();
            if (next == null) {
                Share share = wanting.pollFirst();
                if (share == null) {
                    return;
                }
                next = share.waiting().remove();
            }
            next.admit(give(next.share(), next.thread()));
        }
    }

    /** What the order goes by may change only while the share is not in it. */
    private void unlist(Share share) {
        if (share.wantsMore()) {
            wanting.remove(share);
        }
    }

    private void list(Share share) {
        if (share.wantsMore()) {
            wanting.add(share);
        }
    }

    private void forgetIdle(Share share) {
        if (share.idle()) {
            shares.remove(share.tenant());
        }
    }

    private TenantThrottledException throttled(Share share, Limit limit, String found) {
        forgetIdle(share);
        double ahead = (share.waiting().size() + 1) * usualNanos / Math.max(1, share.held());
        Duration retryAfter = Duration.ofMillis(Math.max(1, Math.round(ahead / 1e6)));
        return new TenantThrottledException(share.tenant(), server, limit, retryAfter, found);
    }
}
