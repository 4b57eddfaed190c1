package io.tenancy.postgres.pool;

import io.tenancy.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was done with a connection that was given back.
 *
 * @param tenant null for operators and what works for nobody
 * @param carried how often a binding rode on a statement
 * @param eager how often a binding took a round trip of its own
 */
public record Use(PoolName pool, @Nullable Tenant tenant, Duration held, int carried, int eager) {}
