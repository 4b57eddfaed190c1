package io.tenancy.postgres.pool;

/**
 * What a pool's connections serve. Kinds are kept apart because each change of the search path makes the driver forget
 * its server-prepared statements: tenants with own schemas would slow those in shared rows.
 */
public enum PoolKind {
    /** Tenants in shared rows, or the one tenant of an own database. */
    ROWS,
    /** Tenants with schemas of their own. */
    SCHEMAS,
    /** Operators, with their own login. */
    OPERATOR
}
