package io.tenancy.postgres.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may use of a server. Immutable; each {@code withX} gives a changed copy. What makes no sense is found when
 * the service is built, all of it at once.
 *
 * @param weight the share of a busy server, against the weights of the others that want it
 * @param maximumConnections connections at a time
 * @param maximumWaiting how many more may wait for one; who comes then is refused at once
 * @param statementTimeout PostgreSQL's {@code statement_timeout}; null for the server's own
 * @param lockTimeout PostgreSQL's {@code lock_timeout}; null for the server's own
 * @param idleInTransactionTimeout PostgreSQL's {@code idle_in_transaction_session_timeout}; null for the server's own
 */
public record Plan(
        String name,
        int weight,
        int maximumConnections,
        int maximumWaiting,
        @Nullable Duration statementTimeout,
        @Nullable Duration lockTimeout,
        @Nullable Duration idleInTransactionTimeout) {

    /** A plan of weight 1 that may use a whole server, while nobody else wants it. */
    public static Plan of(String name) {
        return new Plan(name, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, null, null, null);
    }

    public Plan withWeight(int share) {
        return new Plan(
                name,
                share,
                maximumConnections,
                maximumWaiting,
                statementTimeout,
                lockTimeout,
                idleInTransactionTimeout);
    }

    public Plan withMaximumConnections(int connections) {
        return new Plan(
                name, weight, connections, maximumWaiting, statementTimeout, lockTimeout, idleInTransactionTimeout);
    }

    public Plan withMaximumWaiting(int more) {
        return new Plan(
                name, weight, maximumConnections, more, statementTimeout, lockTimeout, idleInTransactionTimeout);
    }

    public Plan withStatementTimeout(Duration limit) {
        return new Plan(name, weight, maximumConnections, maximumWaiting, limit, lockTimeout, idleInTransactionTimeout);
    }

    public Plan withLockTimeout(Duration limit) {
        return new Plan(
                name, weight, maximumConnections, maximumWaiting, statementTimeout, limit, idleInTransactionTimeout);
    }

    public Plan withIdleInTransactionTimeout(Duration limit) {
        return new Plan(name, weight, maximumConnections, maximumWaiting, statementTimeout, lockTimeout, limit);
    }

    /** The settings of PostgreSQL that hold from the first statement of each transaction, in milliseconds. */
    public Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        put(settings, "statement_timeout", statementTimeout);
        put(settings, "lock_timeout", lockTimeout);
        put(settings, "idle_in_transaction_session_timeout", idleInTransactionTimeout);
        return settings;
    }

    /** What makes no sense in it, one sentence each. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        require(problems, "weight", weight, 1);
        require(problems, "maximumConnections", maximumConnections, 1);
        require(problems, "maximumWaiting", maximumWaiting, 0);
        settings().forEach((setting, millis) -> {
            if (Long.parseLong(millis) < 1 || Long.parseLong(millis) > Integer.MAX_VALUE) {
                problems.add("Plan '" + name + "': expected " + setting + " from 1 ms to 24 days, found " + millis
                        + " ms. Leave it out for the server's own.");
            }
        });
        return problems;
    }

    private void require(List<String> problems, String what, int found, int least) {
        if (found < least) {
            problems.add("Plan '" + name + "': expected " + what + " of at least " + least + ", found " + found + ".");
        }
    }

    private static void put(Map<String, String> settings, String name, @Nullable Duration limit) {
        if (limit != null) {
            settings.put(name, Long.toString(limit.toMillis()));
        }
    }
}
