package io.tenancy.audit.history;

import io.tenancy.Actor;
import io.tenancy.audit.log.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one row. Immutable.
 *
 * @param at when it was written, by the clock of the server, shortly before the commit
 * @param seq the order of events with the same time
 * @param transaction PostgreSQL's id of the transaction
 * @param entity its name in HQL
 * @param entityId its id as text; one of several parts as a JSON object
 * @param before what the changed attributes were; of a delete, all; what nobody knows is left out
 * @param after what the changed attributes are; of an insert, all
 * @param attempt from 1 on; more where the unit of work was tried again after a conflict
 */
public record AuditEvent(
        UUID id,
        Instant at,
        long seq,
        String transaction,
        Kind kind,
        String entity,
        String entityId,
        Map<String, @Nullable Object> before,
        Map<String, @Nullable Object> after,
        Actor actor,
        @Nullable String correlationId,
        int attempt) {

    public AuditEvent {
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    public Optional<String> findCorrelationId() {
        return Optional.ofNullable(correlationId);
    }

    /** Each attribute that it names. Of a row that came or went, the other side is known to be nothing. */
    public Map<String, ValueChange> changes() {
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        var changes = new LinkedHashMap<String, ValueChange>();
        for (String name : names) {
            boolean known =
                    kind == Kind.INSERT || kind == Kind.DELETE || (before.containsKey(name) && after.containsKey(name));
            changes.put(name, new ValueChange(before.get(name), after.get(name), known));
        }
        return changes;
    }

    /** Whether the row came or went with it. */
    boolean isWhole() {
        return kind == Kind.INSERT || kind == Kind.DELETE || kind == Kind.PURGE;
    }

    Position position() {
        return new Position(at, seq);
    }
}
