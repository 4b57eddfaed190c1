package io.tenancy.refusal;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import java.time.Duration;

/** The tenant wants more of a server than its plan or its fair share of a busy server gives. HTTP: 429. */
public final class TenantThrottledException extends TenancyException {

    /** What it ran into. */
    public enum Limit {
        /** As many wait already as the plan allows. */
        QUEUE,
        /** Nothing became free in time. */
        WAIT,
        /** The work's own deadline came, or is too early for its turn. */
        DEADLINE,
        /** A nested transaction wants one more connection, and all are held by threads that want one more. */
        NESTING
    }

    private final ServerName server;
    private final Limit limit;
    private final Duration retryAfter;

    public TenantThrottledException(
            TenantId tenant, ServerName server, Limit limit, Duration retryAfter, String found) {
        super(
                tenant,
                "Tenant '" + tenant + "' throttled on server '" + server + "': " + found + ". " + remedy(limit),
                null);
        this.server = server;
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    private static String remedy(Limit limit) {
        return switch (limit) {
            case QUEUE -> "Try again later, or give its plan more connections or a longer queue.";
            case WAIT -> "Try again later, or shorten transactions.";
            case DEADLINE -> "Try again later, or give the work more time.";
            case NESTING -> "Do not begin a transaction within another one, or raise the server's connections.";
        };
    }

    public ServerName server() {
        return server;
    }

    public Limit limit() {
        return limit;
    }

    /** When it is likely to succeed; an estimate from how long connections are held at present. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
