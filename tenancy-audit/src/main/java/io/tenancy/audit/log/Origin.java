package io.tenancy.audit.log;

import io.tenancy.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Where a unit of work comes from, as it was when it began.
 *
 * @param attempt from 1 on; more where the unit was tried again after a conflict
 */
public record Origin(Actor actor, @Nullable String correlationId, int attempt) {}
