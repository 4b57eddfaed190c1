package io.tenancy.audit.history;

import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.model.PlainValue;
import io.tenancy.hibernate.routing.SessionTenant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The trail of the tenant of a session, the newest events first: what is committed, and what the session's transaction has
 * written already, which it mostly does just before its commit. Immutable; for the thread of the session.
 */
public final class History {

    private static final int USUAL_SIZE = 50;

    private final SharedSessionContractImplementor session;
    private final int size;
    private final @Nullable Position before;

    private History(SharedSessionContractImplementor session, int size, @Nullable Position before) {
        this.session = session;
        this.size = size;
        this.before = before;
    }

    /** @throws IllegalStateException if the session is an operator's, or nothing of its factory is recorded */
    public static History in(SharedSessionContract session) {
        var implementor = session.unwrap(SharedSessionContractImplementor.class);
        SessionTenant.of(implementor).tenant();
        return new History(implementor, USUAL_SIZE, null);
    }

    /**
     * The same with pages of another size; without it, 50.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public History pagesOf(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("Page of " + events + " events refused: expected one at least.");
        }
        return new History(session, events, before);
    }

    /** The same from a position on, itself excluded: what {@link HistoryPage#findNext()} gives. */
    public History before(Position position) {
        return new History(session, size, position);
    }

    /** What happened to one row. */
    public HistoryPage of(Class<?> entity, Object id) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entity);
        String text = PlainValue.text(PlainValue.of(persister.getIdentifierType(), id, session));
        return page("entity = ? and entity_id = ?", persister.getImportedName(), text);
    }

    /** What somebody did, by the name of the actor. */
    public HistoryPage ofActor(String name) {
        return page("actor = ?", name);
    }

    /** What was done under one correlation id. */
    public HistoryPage ofCorrelation(String id) {
        return page("correlation_id = ?", id);
    }

    private HistoryPage page(String condition, String... values) {
        Capture capture = Capture.require(session.getFactory());
        var query = new EventQuery(
                capture.tenantColumn(),
                SessionTenant.of(session).identifier(),
                condition,
                List.of(values),
                before,
                size);
        List<AuditEvent> found = session.doReturningWork(query::run);
        if (found.size() <= size) {
            return new HistoryPage(found, null);
        }
        var events = new ArrayList<>(found.subList(0, size));
        return new HistoryPage(events, events.get(size - 1).position());
    }
}
