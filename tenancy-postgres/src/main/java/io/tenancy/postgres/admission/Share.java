package io.tenancy.postgres.admission;

import io.tenancy.TenantId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.OptionalDouble;

/** What one tenant has of a server and waits for; it is forgotten when that is nothing. Under the lock of its server. */
final class Share {

    /** Who used least, by weight; then who waits longest. */
    static final Comparator<Share> LEAST_USED_FIRST = Comparator.<Share>comparingDouble(share -> share.used)
            .thenComparingLong(share -> share.waiting.element().number());

    private final TenantId tenant;
    private final Deque<Waiter> waiting = new ArrayDeque<>(1); // most tenants find a server that is not busy
    private Plan plan;
    private int held;
    private int nested;
    private double used;
    private double usualNanos;

    Share(TenantId tenant, Plan plan, double used) {
        this.tenant = tenant;
        this.plan = plan;
        this.used = used;
    }

    TenantId tenant() {
        return tenant;
    }

    Plan plan() {
        return plan;
    }

    /** The tenant's plan may have been changed since. */
    void follow(Plan current) {
        plan = current;
    }

    Deque<Waiter> waiting() {
        return waiting;
    }

    int held() {
        return held;
    }

    /** How many of its threads wait for one more connection. */
    int nested() {
        return nested;
    }

    void nest(int more) {
        nested += more;
    }

    /** Nanoseconds of connections by weight: the virtual time at which its next connection begins. */
    double used() {
        return used;
    }

    /** Nothing is saved up by whoever wanted nothing. */
    void catchUp(double now) {
        if (waiting.isEmpty()) {
            used = Math.max(used, now);
        }
    }

    void take(double expectedNanos) {
        held++;
        used += expectedNanos / plan.weight();
    }

    void giveBack(double nanos, double expectedNanos) {
        held--;
        used += (nanos - expectedNanos) / plan.weight();
        usualNanos = usualNanos == 0 ? nanos : usualNanos + FairShare.NEWEST * (nanos - usualNanos);
    }

    /** How long it holds its connections, as far as that was seen since it was last idle. */
    OptionalDouble usualNanos() {
        return usualNanos == 0 ? OptionalDouble.empty() : OptionalDouble.of(usualNanos);
    }

    boolean atMaximum() {
        return held >= plan.maximumConnections();
    }

    boolean wantsMore() {
        return !waiting.isEmpty() && !atMaximum();
    }

    boolean idle() {
        return held == 0 && nested == 0 && waiting.isEmpty();
    }
}
