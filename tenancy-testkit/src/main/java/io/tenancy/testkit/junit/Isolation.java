package io.tenancy.testkit.junit;

/** How a test is kept from seeing what others left. */
public enum Isolation {

    /**
     * All is done in one transaction on the test's thread, and rolled back. What the code under test begins and ends are
     * savepoints. The quickest.
     */
    ROLLBACK,

    /** As {@link #ROLLBACK}, and other threads share the transaction: one at a time, each until it commits or rolls back. */
    SANDBOX,

    /** Real transactions, on the database of all; afterwards the tables that were dirtied get back what they held. */
    CLEAN,

    /** Real transactions, on a database of its own. For what changes tables, and for races. */
    CLONE
}
