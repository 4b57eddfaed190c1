package io.tenancy.hibernate.routing;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.hibernate.mapping.EntityDeclarations;
import io.tenancy.hibernate.mapping.EntityModel;
import io.tenancy.hibernate.mapping.TenantIdType;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.doctor.Reviewed;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.TenancyException;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final ServerName NOBODY = ServerName.of("nobody");
    private static final String OPENING = "Opening a session";
    private static final ThreadLocal<@Nullable OperatorOpening> OPERATOR_OPENING = new ThreadLocal<>();

    private record OperatorOpening(TenantRouting routing, ServerName server) {}

    private final TenantConnections connections;
    private final EntityDeclarations declared;
    private final List<Reviewed> reviewed;
    private final boolean forNobody;
    private final ContextTenantResolver resolver = new ContextTenantResolver(this);
    private final TenantConnectionProvider connectionProvider = new TenantConnectionProvider(this);
    private final Map<ServerName, Object> operatorIdentifiers = new ConcurrentHashMap<>();
    private final Map<Object, ServerName> operatedServers = new ConcurrentHashMap<>();
    private volatile @Nullable EntityModel model;
    private volatile @Nullable Object nobody;

    /**
     * @param declared what is said of entities that are not annotated
     * @param reviewed what the doctor leaves out
     * @param forNobody whether a session may be opened without a tenant; nothing runs in it
     */
    public TenantRouting(
            TenantConnections connections, EntityDeclarations declared, List<Reviewed> reviewed, boolean forNobody) {
        this.connections = connections;
        this.declared = declared;
        this.reviewed = List.copyOf(reviewed);
        this.forNobody = forNobody;
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

    public EntityDeclarations declared() {
        return declared;
    }

    public List<Reviewed> reviewed() {
        return reviewed;
    }

    public boolean forNobody() {
        return forNobody;
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
        if (forNobody && TenantContext.find().isEmpty()) {
            return nobody();
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
        if (isNobody(identifier)) {
            return SessionTenant.nobody(identifier);
        }
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

    boolean isNobody(Object identifier) {
        return identifier.equals(nobody);
    }

    /** Like an operator's, it is no tenant's and cannot be guessed. */
    private synchronized Object nobody() {
        Object identifier = nobody;
        if (identifier == null) {
            identifier = idType().operatorIdentifier(NOBODY);
            nobody = identifier;
        }
        return identifier;
    }

    /** @throws NoTenantException always */
    Connection refuseNobody() {
        return announcing(() -> {
            throw NoTenantException.ofSession();
        });
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
