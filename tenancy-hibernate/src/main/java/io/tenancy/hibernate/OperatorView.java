package io.tenancy.hibernate;

import io.tenancy.Actor;
import io.tenancy.ServerName;
import io.tenancy.event.TenancyEvent.OperatorEntered;
import io.tenancy.hibernate.cache.CacheBypass;
import io.tenancy.hibernate.routing.TenantRouting;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of a server: the shared rows of all its tenants, to read and not to write. Each transaction is
 * announced with the actor. Safe for use by several threads.
 */
public final class OperatorView {

    private final SessionFactory sessionFactory;
    private final TenantRouting routing;
    private final ServerName server;
    private final Actor actor;

    OperatorView(SessionFactory sessionFactory, TenantRouting routing, ServerName server, Actor actor) {
        String reason = actor.reason();
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("Operator '" + actor.name() + "' refused on server '" + server
                    + "': expected a reason, found none. Give one with Actor.withReason.");
        }
        this.sessionFactory = sessionFactory;
        this.routing = routing;
        this.server = server;
        this.actor = actor;
    }

    public void inTransaction(Consumer<Session> work) {
        fromTransaction(session -> {
            work.accept(session);
            return null;
        });
    }

    public <R extends @Nullable Object> R fromTransaction(Function<Session, R> work) {
        routing.connections().listener().on(new OperatorEntered(server, actor));
        try (Session session = open()) {
            return session.fromTransaction(transaction -> work.apply(session));
        }
    }

    /** Apart from the cache: what an operator reads is nobody's to find there. */
    private Session open() {
        return CacheBypass.of(routing.openForOperator(server, sessionFactory::openSession));
    }
}
