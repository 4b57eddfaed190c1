package io.tenancy.postgres.directory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether a tenant or a schema may have changed since a moment ago, so that what was read before a change is not
 * kept after it. They share a few counters: to be told of a change that was another's costs no more than to read again.
 */
final class ChangeStamps {

    private static final int STRIPES = 1024;

    private final AtomicLongArray stripes = new AtomicLongArray(STRIPES);
    private final AtomicLong all = new AtomicLong();

    /** Another one after each change. */
    long of(Object id) {
        return stripes.get(stripe(id)) + all.get();
    }

    void changed(Object id) {
        stripes.incrementAndGet(stripe(id));
    }

    void allChanged() {
        all.incrementAndGet();
    }

    private static int stripe(Object id) {
        int hash = id.hashCode();
        return (hash ^ (hash >>> 16)) & (STRIPES - 1);
    }
}
