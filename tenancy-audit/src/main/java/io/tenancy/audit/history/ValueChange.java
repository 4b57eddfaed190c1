package io.tenancy.audit.history;

import org.jspecify.annotations.Nullable;

/**
 * One attribute before and after; of a collection's event, what went and what came.
 *
 * @param before null also where it is not known
 * @param after null also where it is not known
 * @param known whether both are known; sessions without state do not know what was
 */
public record ValueChange(@Nullable Object before, @Nullable Object after, boolean known) {}
