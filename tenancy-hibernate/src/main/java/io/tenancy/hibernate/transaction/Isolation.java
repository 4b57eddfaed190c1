package io.tenancy.hibernate.transaction;

/**
 * How far a transaction is kept apart from others, as PostgreSQL understands it. From {@link #REPEATABLE_READ} on a
 * transaction may fail with 40001 and must be run again: combine it with {@link UnitOfWork#retrying}.
 */
public enum Isolation {
    /** Each statement sees what was committed before it began. */
    READ_COMMITTED("read committed"),
    /** All statements see what was committed before the first one. */
    REPEATABLE_READ("repeatable read"),
    /** As if transactions had run one after the other. */
    SERIALIZABLE("serializable");

    private final String sql;

    Isolation(String sql) {
        this.sql = sql;
    }

    /** PostgreSQL wants it before any query of the transaction, the binding's included. */
    String setting() {
        return "set transaction isolation level " + sql;
    }
}
