package io.tenancy.testkit.probe;

/** What is special about a probe. */
enum Trait {
    /** Judged by the rows it changes. */
    WRITES,
    /** A foreign key that stops it shows that it had reached the row. */
    DELETES,
    /** It would insert a row of its own if it does not find the foreign one; a primary key may stop that. */
    INSERTS,
    /** Needs a foreign row whose id no own row has. */
    NEEDS_FOREIGN_ID,
    /** Needs a foreign row with the id of an own row. */
    NEEDS_COMMON_ID,
    /** Where there is no tenant, any failure is a refusal: the control is the same work in a scope. */
    ANY_FAILURE_REFUSES
}
