package io.tenancy.postgres.admission;

import java.time.Duration;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tenants that wait for a connection and may have one more, in the order of their turns. Under the lock of its server. */
final class Line {

    private final TreeSet<Share> wanting = new TreeSet<>(Share.LEAST_USED_FIRST);
    private long weight;

    /** What the order goes by may change only while the share is not in it. */
    void leave(Share share) {
        if (share.wantsMore() && wanting.remove(share)) {
            weight -= share.plan().weight();
        }
    }

    void join(Share share) {
        if (share.wantsMore() && wanting.add(share)) {
            weight += share.plan().weight();
        }
    }

    /** Whose turn it is; null if nobody wants anything. */
    @Nullable
    Waiter next() {
        Share share = wanting.pollFirst();
        if (share == null) {
            return null;
        }
        weight -= share.plan().weight();
        return share.waiting().remove();
    }

    /** How long so many turns of a tenant are likely to take, if others go on to want as much as now. */
    Duration expect(Share share, int turns, double nanosEach, int connections) {
        int own = share.plan().weight();
        long all = share.wantsMore() ? weight : weight + own;
        double atATime = Math.min(share.plan().maximumConnections(), connections * (double) own / all);
        return Duration.ofNanos(Math.round(turns * nanosEach / atATime));
    }
}
