package io.tenancy.testkit.probe;

/** What is special about a probe. */
enum Trait {
    /** Judged by the rows it changes. */
    WRITES,
    /** A foreign key that stops it shows that it had reached the row. */
    DELETES,
    /** It inserts an own row if it finds no foreign one; a key, or a tenant column that may not be null, can stop that. */
    INSERTS,
    /** It copies a row; a unique key that stops the copy shows that it was let in. */
    COPIES,
    /** Needs a foreign row whose id no own row has. */
    NEEDS_FOREIGN_ID,
    /** Needs a foreign row with the id of an own row. */
    NEEDS_COMMON_ID,
    /** Any failure is a refusal: the control is the same work done rightly. */
    ANY_FAILURE_REFUSES
}
