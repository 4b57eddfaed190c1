package io.tenancy.hibernate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.tenancy.Actor;
import io.tenancy.ServerName;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.hibernate.routing.TenantRouting;
import io.tenancy.hibernate.transaction.UnitOfWork;
import io.tenancy.postgres.TenantConnections;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * One {@link SessionFactory} for all tenants, wherever they live. Work runs for the tenant that is bound to the thread;
 * without one nothing runs. Safe for use by several threads.
 */
public final class HibernateTenancy implements AutoCloseable {

    private final SessionFactory sessionFactory;
    private final TenantConnections connections;
    private final TenantRouting routing;
    private final UnitOfWork unitOfWork;

    HibernateTenancy(
            SessionFactory sessionFactory,
            TenantRouting routing,
            MeterRegistry meters,
            ObservationRegistry observations) {
        this.sessionFactory = sessionFactory;
        this.connections = routing.connections();
        this.routing = routing;
        this.unitOfWork = UnitOfWork.of(sessionFactory).withMeters(meters).withObservations(observations);
    }

    /** Starts to describe a factory for the tenants of a directory. */
    public static HibernateTenancyBuilder builder(TenantDirectory directory) {
        return new HibernateTenancyBuilder(directory);
    }

    /**
     * What this class offers, for a factory that somebody else built with {@link TenancySettings} and closes.
     *
     * @throws IllegalArgumentException if the factory was built without them
     */
    public static HibernateTenancy of(SessionFactory factory) {
        return of(factory, new CompositeMeterRegistry(), ObservationRegistry.NOOP);
    }

    /** The same, with meters and observations of its units of work. */
    public static HibernateTenancy of(SessionFactory factory, MeterRegistry meters, ObservationRegistry observations) {
        TenantRouting routing = TenantRouting.find(factory.unwrap(SessionFactoryImplementor.class))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Factory refused: expected one that was built with TenancySettings."));
        return new HibernateTenancy(factory, routing, meters, observations);
    }

    /** Runs work in a transaction, which is committed at the end, or rolled back if the work throws. */
    public void inTransaction(Consumer<Session> work) {
        sessionFactory.inTransaction(work);
    }

    /** Runs work in a transaction and gives its result. */
    public <R extends @Nullable Object> R fromTransaction(Function<Session, R> work) {
        return sessionFactory.fromTransaction(work);
    }

    /** Runs work in a transaction of a session without state. */
    public void inStatelessTransaction(Consumer<StatelessSession> work) {
        sessionFactory.inStatelessTransaction(work);
    }

    /** Runs work in a transaction of a session without state and gives its result. */
    public <R extends @Nullable Object> R fromStatelessTransaction(Function<StatelessSession, R> work) {
        return sessionFactory.fromStatelessTransaction(work);
    }

    /** Work in a transaction that can be retried, isolated, limited in time, and more: say how, then run or call it. */
    public UnitOfWork transaction() {
        return unitOfWork;
    }

    /**
     * An operator's look across the tenants of a server, under a database role of its own.
     *
     * @throws IllegalArgumentException if the actor gives no reason
     */
    public OperatorView asOperator(ServerName server, Actor actor) {
        return new OperatorView(sessionFactory, routing, server, actor);
    }

    /** For what Hibernate offers beyond this class; every session of it is as closed. */
    public SessionFactory sessionFactory() {
        return sessionFactory;
    }

    /** For plain JDBC and what builds on it: connections of the tenant that is bound to the thread. */
    public DataSource dataSource() {
        return connections.dataSource();
    }

    /** Closes the factory and all pools. */
    @Override
    public void close() {
        try (connections) {
            sessionFactory.close();
        }
    }
}
