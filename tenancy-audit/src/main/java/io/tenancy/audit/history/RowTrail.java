package io.tenancy.audit.history;

import io.tenancy.postgres.wall.TenantColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What stands for the id where a statement is recorded as a whole. */
    private static final String ANY_ROW = "*";

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

    /** Those of the row up to the first at which it came or went, and statements since that changed nobody knows which rows. */
    private List<AuditEvent> read(Instant at, String side, EventQuery.Direction direction) {
        List<AuditEvent> events = read(id, at, side, direction, AuditEvent::isWhole);
        AuditEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
        Predicate<AuditEvent> beyond = last == null || !last.isWhole()
                ? any -> false
                : event -> direction.passes(event.position(), last.position());
        for (AuditEvent event : read(ANY_ROW, at, side, direction, beyond)) {
            if (!beyond.test(event)) {
                events.add(event);
            }
        }
        events.sort(Comparator.comparing(AuditEvent::position, direction.comparator()));
        return events;
    }

    private List<AuditEvent> read(
            String row, Instant at, String side, EventQuery.Direction direction, Predicate<AuditEvent> end) {
        var events = new ArrayList<AuditEvent>();
        var query = new EventQuery(
                column,
                tenant,
                "entity = ? and entity_id = ? and at " + side + " ?",
                List.of(entity, row, at),
                direction,
                null,
                AT_ONCE);
        while (true) {
            List<AuditEvent> found = session.doReturningWork(query::run);
            for (AuditEvent event : found) {
                events.add(event);
                if (end.test(event)) {
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
