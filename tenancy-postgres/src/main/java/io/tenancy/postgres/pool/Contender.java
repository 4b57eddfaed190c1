package io.tenancy.postgres.pool;

import io.tenancy.ServerName;
import java.time.Duration;

/** A pool, as the budget sees it: it wants connections, or has some that another one wants more. */
interface Contender {

    ServerName server();

    /** How many connections its server may have in all. */
    int serverMaximum();

    /** Whether anybody waits there for a connection that is still to be made. */
    boolean wantsMore();

    int idle();

    int size();

    /** By {@link System#nanoTime()}. */
    long lastUsed();

    /** Waits this long for a connection in the line of those who borrow, and closes it; false if none came. */
    boolean giveUpOne(Duration patience);
}
