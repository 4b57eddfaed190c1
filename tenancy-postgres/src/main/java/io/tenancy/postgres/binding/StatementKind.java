package io.tenancy.postgres.binding;

/** How a statement relates to the transaction and its binding. */
enum StatementKind {
    /** Anything that can be sent behind the binding. */
    ORDINARY,
    /** {@code BEGIN}, {@code COMMIT}, {@code SAVEPOINT} and their kin: sent alone, and afterwards the binding is stale. */
    TRANSACTION_CONTROL,
    /** {@code SET TRANSACTION}: PostgreSQL wants it before any query, hence before the binding. */
    SET_TRANSACTION
}
