package io.tenancy.hibernate.transaction;

import org.jspecify.annotations.Nullable;

/**
 * What a unit of work came to.
 *
 * @param attempts how many it took, 1 if the first one was committed
 */
public record Completed<R extends @Nullable Object>(R result, int attempts) {}
