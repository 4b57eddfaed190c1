package io.tenancy.audit.history;

import io.tenancy.audit.log.Kind;
import io.tenancy.postgres.wall.TenantColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The events of one row, as many as its state at some time needs. For the thread of the session. */
record RowTrail(
        SharedSessionContractImplementor session,
        TenantColumn column,
        Object tenant,
        String entity,
        String id,
        Set<String> collections) {

    private static final int AT_ONCE = 500;

    RowState stateAt(Instant at) {
        var fold = new StateFold(collections);
        List<AuditEvent> earlier = read(at, "<=", EventQuery.Direction.BACK);
        Collections.reverse(earlier);
        earlier.forEach(fold::apply);
        if (!fold.state().whole()) {
            fold.complete(stateBefore(read(at, ">", EventQuery.Direction.FORWARD)));
        }
        return fold.state();
    }

    private RowState stateBefore(List<AuditEvent> later) {
        var fold = new StateFold(collections);
        Collections.reverse(later);
        later.forEach(fold::undo);
        return fold.state();
    }

    /** Up to the first at which the whole row came or went. */
    private List<AuditEvent> read(Instant at, String side, EventQuery.Direction direction) {
        var events = new ArrayList<AuditEvent>();
        var query = new EventQuery(
                column,
                tenant,
                "entity = ? and entity_id = ? and at " + side + " ?",
                List.of(entity, id, at),
                direction,
                null,
                AT_ONCE);
        while (true) {
            List<AuditEvent> found = session.doReturningWork(query::run);
            for (AuditEvent event : found) {
                events.add(event);
                if (event.kind() == Kind.INSERT || event.kind() == Kind.DELETE) {
                    return events;
                }
            }
            if (found.size() <= AT_ONCE) {
                return events;
            }
            query = query.from(events.get(events.size() - 1).position());
        }
    }
}
