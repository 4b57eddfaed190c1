package io.tenancy.hibernate.routing;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.hibernate.mapping.EntityModel;
import io.tenancy.hibernate.mapping.TenantIdType;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.doctor.Reviewed;
import io.tenancy.refusal.TenancyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * How one factory's sessions find their tenant and its connections. Its {@link #resolver()} and its
 * {@link #connectionProvider()} go into the factory's settings. Safe for use by several threads.
 */
public final class TenantRouting {

    private static final String OPENING = "Opening a session";
    private static final ThreadLocal<@Nullable OperatorOpening> OPERATOR_OPENING = new ThreadLocal<>();

    private record OperatorOpening(TenantRouting routing, ServerName server) {}

    private final TenantConnections connections;
    private final Set<Class<?>> declaredShared;
    private final List<Reviewed> reviewed;
    private final ContextTenantResolver resolver = new ContextTenantResolver(this);
    private final TenantConnectionProvider connectionProvider = new TenantConnectionProvider(this);
    private final Map<ServerName, Object> operatorIdentifiers = new ConcurrentHashMap<>();
    private final Map<Object, ServerName> operatedServers = new ConcurrentHashMap<>();
    private volatile @Nullable EntityModel model;

    /**
     * @param declaredShared classes of entities that belong to no tenant, besides the annotated ones
     * @param reviewed what the doctor leaves out
     */
    public TenantRouting(TenantConnections connections, Set<Class<?>> declaredShared, List<Reviewed> reviewed) {
        this.connections = connections;
        this.declaredShared = Set.copyOf(declaredShared);
        this.reviewed = List.copyOf(reviewed);
    }

    /** The routing that a factory was built with; empty if it was built with another connection provider or with none. */
    public static Optional<TenantRouting> find(SessionFactoryImplementor factory) {
        return factory.getServiceRegistry().getService(MultiTenantConnectionProvider.class)
                        instanceof TenantConnectionProvider ours
                ? Optional.of(ours.routing())
                : Optional.empty();
    }

    /** The value of {@code hibernate.tenant_identifier_resolver}. */
    public ContextTenantResolver resolver() {
        return resolver;
    }

    /** The value of {@code hibernate.multi_tenant_connection_provider}. */
    public TenantConnectionProvider connectionProvider() {
        return connectionProvider;
    }

    public TenantConnections connections() {
        return connections;
    }

    /** Whether this thread has a transaction of the factory open, however it was begun. */
    public boolean transactionOpen() {
        return connectionProvider.transactionOpen();
    }

    public Set<Class<?>> declaredShared() {
        return declaredShared;
    }

    public List<Reviewed> reviewed() {
        return reviewed;
    }

    /** Tells which entities the factory has; until then no session can be opened. */
    public void serve(EntityModel entities) {
        this.model = entities;
    }

    /** Opens a session that looks across the tenants of a server; the caller sees to it that nobody else gets at it. */
    public <S> S openForOperator(ServerName server, Supplier<S> opening) {
        OPERATOR_OPENING.set(new OperatorOpening(this, server));
        try {
            return opening.get();
        } finally {
            OPERATOR_OPENING.remove();
        }
    }

    /** Hibernate's tenant identifier for the session that this thread is about to open. */
    Object currentIdentifier() {
        OperatorOpening operator = OPERATOR_OPENING.get();
        if (operator != null && operator.routing() == this) {
            return operatorIdentifier(operator.server());
        }
        return identifierOf(announcing(() -> TenantContext.require(OPENING)).tenant());
    }

    private Object identifierOf(TenantId tenant) {
        return announcing(() -> idType().identifierOf(tenant, model().tenantColumn()));
    }

    Optional<ServerName> findOperatedServer(Object identifier) {
        return Optional.ofNullable(operatedServers.get(identifier));
    }

    /** What a session may do is decided when it opens, before it borrows a connection. */
    SessionTenant admit(Object identifier, Optional<SessionTenant> lender) {
        // Hibernate lets a session without state have another tenant than the connection that it shares (7.4.5).
        lender.ifPresent(tenant -> announcing(() -> tenant.requireShared(identifier)));
        Optional<ServerName> operated = findOperatedServer(identifier);
        if (operated.isPresent()) {
            return SessionTenant.operator(identifier, operated.get());
        }
        var admitted = SessionTenant.of(identifier);
        announcing(() -> admitted.requireBound(OPENING));
        connections.admit(admitted.tenant());
        return admitted;
    }

    private <T> T announcing(Supplier<T> work) {
        try {
            return work.get();
        } catch (TenancyException refusal) {
            connections.listener().on(new AccessRefused(refusal));
            throw refusal;
        }
    }

    private Object operatorIdentifier(ServerName server) {
        return operatorIdentifiers.computeIfAbsent(server, name -> {
            Object identifier = idType().operatorIdentifier(name);
            operatedServers.put(identifier, name);
            return identifier;
        });
    }

    private TenantIdType idType() {
        return model().idType();
    }

    private EntityModel model() {
        EntityModel served = model;
        if (served == null) {
            throw new IllegalStateException(
                    "No factory is built with these settings yet, so that the type of its tenant"
                            + " identifiers is unknown. Build the factory first.");
        }
        return served;
    }
}
