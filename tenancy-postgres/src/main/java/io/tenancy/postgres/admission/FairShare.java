package io.tenancy.postgres.admission;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.context.Deadline;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shares the connections of one server between tenants. While it is not busy, everybody gets what the plan allows, one
 * tenant all of it. While it is, the next connection goes to the tenant that has used the least connection time by its
 * weight (start-time fair queueing; what a tenant did not use while it was idle is not saved up). Safe for use by several
 * threads; nothing is kept of a tenant that neither holds a connection nor waits for one.
 *
 * <p>A thread that holds a connection already goes before all others and past its plan, or nested transactions would wait
 * for themselves. Where every connection is held by threads that wait for one more, the last of them is refused.
 *
 * <p>A deadline ends a wait, and who cannot be served before it is refused at once. It gives nobody a better place.
 */
public final class FairShare {

    /** How much the latest connection counts in the average of how long they are held. */
    static final double NEWEST = 0.05;

    private final ServerName server;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TenantId, Share> shares = new HashMap<>();
    private final Line line = new Line();
    private final Holders holders = new Holders();
    private final Consumer<Held> back = this::takeBack;
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

    /** The same without a deadline. */
    public Admission admit(TenantId tenant, Plan plan, Duration patience) throws InterruptedException {
        return admit(tenant, plan, patience, Deadline.NONE);
    }

    /**
     * Waits for a connection's worth of the server.
     *
     * @param patience how long at most; shorter if the deadline is
     * @throws TenantThrottledException if the tenant's queue is full, or its turn does not come in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Admission admit(TenantId tenant, Plan plan, Duration patience, Deadline deadline)
            throws InterruptedException {
        lock.lock();
        try {
            Share share = share(tenant, plan);
            if (deadline.passed()) {
                throw throttled(share, Limit.DEADLINE, "its time was up before it asked for a connection");
            }
            Thread thread = Thread.currentThread();
            boolean again = holders.includes(thread);
            if (free > 0 && (again || !share.atMaximum())) {
                return give(share, thread);
            }
            var patient = Patience.of(patience, deadline);
            return again ? waitNested(share, patient) : waitInTurn(share, patient);
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

    private Share share(TenantId tenant, Plan plan) {
        Share share = shares.get(tenant);
        if (share == null) {
            share = new Share(tenant, plan, now);
            shares.put(tenant, share);
            return share;
        }
        share.catchUp(now);
        follow(share, plan);
        return share;
    }

    /** The tenant's plan may have been changed since. */
    private void follow(Share share, Plan plan) {
        if (!share.plan().equals(plan)) {
            line.leave(share);
            share.follow(plan);
            line.join(share);
            serveNext();
        }
    }

    private Admission waitInTurn(Share share, Patience patience) throws InterruptedException {
        int ahead = share.waiting().size();
        if (ahead >= share.plan().maximumWaiting()) {
            throw throttled(
                    share,
                    Limit.QUEUE,
                    ahead + " wait already, as its plan '" + share.plan().name() + "' allows");
        }
        // Only by what it has seen of this tenant; who is next is let wait whatever is expected.
        Duration expected = line.expect(share, ahead, share.usualNanos().orElse(0), connections);
        if (patience.hurried() && expected.compareTo(patience.time()) > 0) {
            throw throttled(
                    share,
                    Limit.DEADLINE,
                    ahead + " wait already, which is likely to take " + expected.toMillis()
                            + " ms, and its time is up in " + patience.time().toMillis() + " ms");
        }
        var waiter = new Waiter(arrivals++, share, lock.newCondition());
        share.waiting().add(waiter);
        line.join(share);
        try {
            return admitted(waiter, patience);
        } finally {
            if (waiter.admission() == null) {
                line.leave(share);
                share.waiting().remove(waiter);
                line.join(share);
                forgetIdle(share);
            }
        }
    }

    private Admission waitNested(Share share, Patience patience) throws InterruptedException {
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

    private Admission admitted(Waiter waiter, Patience patience) throws InterruptedException {
        try {
            Admission admission = waiter.await(patience.time().toNanos());
            if (admission != null) {
                return admission;
            }
        } catch (InterruptedException e) {
            if (waiter.admission() != null) {
                waiter.admission().close();
            }
            throw e;
        }
        throw throttled(waiter.share(), patience.limit(), patience.found());
    }

    private Held give(Share share, Thread thread) {
        line.leave(share);
        free--;
        now = Math.max(now, share.used());
        holders.take(thread);
        share.take(usualNanos);
        var held = new Held(share, thread, usualNanos, clock.getAsLong(), back);
        line.join(share);
        return held;
    }

    private void takeBack(Held held) {
        lock.lock();
        try {
            if (!held.end()) {
                return;
            }
            double nanos = clock.getAsLong() - held.since();
            Share share = held.share();
            line.leave(share);
            free++;
            holders.giveBack(held.thread());
            share.giveBack(nanos, held.expectedNanos());
            usualNanos += NEWEST * (nanos - usualNanos);
            line.join(share);
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
                next = line.next();
            }
            if (next == null) {
                return;
            }
            next.admit(give(next.share(), next.thread()));
        }
    }

    private void forgetIdle(Share share) {
        if (share.idle()) {
            shares.remove(share.tenant());
        }
    }

    private TenantThrottledException throttled(Share share, Limit limit, String found) {
        forgetIdle(share);
        double each = share.usualNanos().orElse(usualNanos);
        Duration retryAfter = line.expect(share, share.waiting().size() + 1, each, connections);
        return new TenantThrottledException(share.tenant(), server, limit, retryAfter.plusMillis(1), found);
    }
}
