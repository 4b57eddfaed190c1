package io.tenancy.audit.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * An event of the log on its way to a sink. Immutable.
 *
 * @param number its place in the log; grows within a tenant, with gaps
 * @param id the same each time the event is delivered
 * @param json all of it as one line: {@code tenant, seq, id, at, xid, kind, entity, entityId, before, after, actorKind,
 *     actor, reason, correlationId, attempt}
 */
public record Delivered(String tenant, long number, UUID id, Instant at, String json) {}
