package io.tenancy.hibernate.fetch;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * Sees the text of a statement just before the session that prepares it is told that it does, on the same thread. Hibernate
 * has it in its options, so it also carries the guard to whoever has the factory.
 */
@SuppressWarnings("serial") // Hibernate's inspectors are serializable by tradition only.
public final class FetchInspector implements StatementInspector {

    private static final ThreadLocal<@Nullable String> PREPARED = new ThreadLocal<>();

    private final FetchGuard guard;
    private final StatementInspector next;

    /** @param next the application's own, which goes first */
    public FetchInspector(FetchGuard guard, StatementInspector next) {
        this.guard = guard;
        this.next = next;
    }

    static @Nullable FetchInspector of(SessionFactoryImplementor factory) {
        return factory.getSessionFactoryOptions().getStatementInspector() instanceof FetchInspector ours ? ours : null;
    }

    /** Adds what tells why a statement runs to a factory that is being built; nothing if it has no fetch guard. */
    public static void install(SessionFactoryImplementor factory) {
        if (of(factory) != null) {
            EventListenerRegistry listeners = factory.getEventListenerRegistry();
            listeners.prependListeners(EventType.LOAD, LoadReasons.BEFORE);
            listeners.appendListeners(EventType.LOAD, LoadReasons.AFTER);
            listeners.prependListeners(EventType.INIT_COLLECTION, CollectionReasons.BEFORE);
            listeners.appendListeners(EventType.INIT_COLLECTION, CollectionReasons.AFTER);
        }
    }

    FetchGuard guard() {
        return guard;
    }

    @Override
    public @Nullable String inspect(String sql) {
        String changed = next.inspect(sql);
        PREPARED.set(changed == null ? sql : changed);
        return changed;
    }

    static @Nullable String takePrepared() {
        String sql = PREPARED.get();
        PREPARED.remove();
        return sql;
    }
}
