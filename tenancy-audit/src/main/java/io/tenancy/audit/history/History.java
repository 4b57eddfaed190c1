package io.tenancy.audit.history;

import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.model.PlainValue;
import io.tenancy.audit.model.RecordedCollection;
import io.tenancy.audit.model.RecordedEntity;
import io.tenancy.hibernate.routing.SessionTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
        return page("entity = ? and entity_id = ?", persister.getImportedName(), idText(persister, id));
    }

    /** What somebody did, by the name of the actor. */
    public HistoryPage ofActor(String name) {
        return page("actor = ?", name);
    }

    /** What was done under one correlation id. */
    public HistoryPage ofCorrelation(String id) {
        return page("correlation_id = ?", id);
    }

    /** What happened to the tenant itself: refused access, operators, its life. */
    public HistoryPage ofTenant() {
        return page(
                "entity = ? and entity_id = ?",
                Change.OF_TENANT,
                SessionTenant.of(session).tenant().value());
    }

    /**
     * What a row was at a time, folded from its events. Only what is on the trail counts, not the row as it is: what the
     * trail does not tell is missing, and {@link RowState#whole()} says so. As deep as the row's history since it was
     * inserted, or where the trail lacks that, until it was deleted.
     */
    public RowState stateOf(Class<?> entity, Object id, Instant at) {
        return row(entity, id).stateAt(at);
    }

    /** How a row differs between two times. What a single event changed, {@link AuditEvent#changes()} tells. */
    public RowDifference differenceOf(Class<?> entity, Object id, Instant from, Instant to) {
        RowTrail row = row(entity, id);
        return new RowDifference(row.stateAt(from), row.stateAt(to));
    }

    private RowTrail row(Class<?> entity, Object id) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entity);
        Capture capture = Capture.require(session.getFactory());
        var collections =
                capture.find(persister).map(RecordedEntity::collections).orElse(List.of());
        return new RowTrail(
                session,
                capture.tenantColumn(),
                SessionTenant.of(session).identifier(),
                persister.getImportedName(),
                idText(persister, id),
                collections.stream().map(RecordedCollection::name).collect(Collectors.toSet()));
    }

    private String idText(EntityPersister persister, Object id) {
        return PlainValue.text(PlainValue.of(persister.getIdentifierType(), id, session));
    }

    private HistoryPage page(String condition, String... values) {
        Capture capture = Capture.require(session.getFactory());
        var query = new EventQuery(
                capture.tenantColumn(),
                SessionTenant.of(session).identifier(),
                condition,
                List.of(values),
                EventQuery.Direction.BACK,
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
