package io.tenancy.postgres.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the pools of a server keep their connections. Immutable; each {@code withX} gives a changed copy. What HikariCP would
 * change without a word is a problem when the service is built.
 *
 * @param idleTimeout how long a connection may lie idle, at least 10 s; it is closed within half a minute after that
 * @param maximumLifetime how old a connection may become, at least 30 s; one that is borrowed is closed when it comes back
 * @param keepaliveTime how often an idle connection is used, so that no firewall forgets it; at least 30 s
 * @param validationTimeout how long a check of a connection may take; checked is what lay idle for half a second
 * @param leakThreshold after what time a borrower is named in the log with its stack trace, at least 2 s; null for never
 * @param closeAfter how long a pool may be unused before it is closed, with its threads and meters
 */
public record PoolSettings(
        Duration idleTimeout,
        Duration maximumLifetime,
        Duration keepaliveTime,
        Duration validationTimeout,
        @Nullable Duration leakThreshold,
        Duration closeAfter) {

    public static final PoolSettings DEFAULT = new PoolSettings(
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(5),
            null,
            Duration.ofMinutes(10));

    public PoolSettings withIdleTimeout(Duration time) {
        return new PoolSettings(time, maximumLifetime, keepaliveTime, validationTimeout, leakThreshold, closeAfter);
    }

    public PoolSettings withMaximumLifetime(Duration time) {
        return new PoolSettings(idleTimeout, time, keepaliveTime, validationTimeout, leakThreshold, closeAfter);
    }

    public PoolSettings withKeepaliveTime(Duration time) {
        return new PoolSettings(idleTimeout, maximumLifetime, time, validationTimeout, leakThreshold, closeAfter);
    }

    public PoolSettings withValidationTimeout(Duration time) {
        return new PoolSettings(idleTimeout, maximumLifetime, keepaliveTime, time, leakThreshold, closeAfter);
    }

    public PoolSettings withLeakThreshold(Duration time) {
        return new PoolSettings(idleTimeout, maximumLifetime, keepaliveTime, validationTimeout, time, closeAfter);
    }

    public PoolSettings withCloseAfter(Duration time) {
        return new PoolSettings(idleTimeout, maximumLifetime, keepaliveTime, validationTimeout, leakThreshold, time);
    }

    /** What makes no sense in it, one sentence each. */
    List<String> problems(Server server) {
        var problems = new ArrayList<String>();
        least(problems, server, "idleTimeout", idleTimeout, Duration.ofSeconds(10));
        least(problems, server, "maximumLifetime", maximumLifetime, Duration.ofSeconds(30));
        least(problems, server, "keepaliveTime", keepaliveTime, Duration.ofSeconds(30));
        least(problems, server, "validationTimeout", validationTimeout, Duration.ofMillis(250));
        least(problems, server, "closeAfter", closeAfter, Duration.ofMillis(1));
        below(problems, server, "keepaliveTime", keepaliveTime, maximumLifetime);
        below(problems, server, "idleTimeout", idleTimeout.plusSeconds(1), maximumLifetime);
        if (leakThreshold != null) {
            least(problems, server, "leakThreshold", leakThreshold, Duration.ofSeconds(2));
            below(problems, server, "leakThreshold", leakThreshold, maximumLifetime);
        }
        return problems;
    }

    private static void least(List<String> problems, Server server, String what, Duration found, Duration least) {
        if (found.compareTo(least) < 0) {
            problems.add(server + ": expected pools with " + what + " of at least " + least.toMillis() + " ms, found "
                    + found.toMillis() + " ms.");
        }
    }

    private static void below(List<String> problems, Server server, String what, Duration found, Duration lifetime) {
        if (found.compareTo(lifetime) >= 0) {
            problems.add(server + ": expected pools with " + what + " below their maximumLifetime of "
                    + lifetime.toMillis() + " ms, found " + found.toMillis() + " ms.");
        }
    }
}
